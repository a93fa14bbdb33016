# What nearly every source includes, read once instead of a thousand times: half of the build's time.
# Sources include what they need all the same; `./dev lint` builds without this and finds who doesn't.
# A precompiled header serves only sources with its own code generation flags and its macros, hence
# one for each kind: kernel, plugins, tests.
set(ITOPS_COMMON_HEADERS
  <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstdint> <functional> <map>
  <memory> <mutex> <optional> <set> <span> <string> <string_view> <thread> <unordered_map>
  <utility> <vector>)

# Poco asks for these from whoever uses it; equal everywhere they keep nobody from the header.
add_compile_definitions(
  _FILE_OFFSET_BITS=64 _LARGEFILE64_SOURCE _REENTRANT _THREAD_SAFE _XOPEN_SOURCE=500
  $<$<CONFIG:Debug>:_DEBUG>)

# What ccache needs to recognise sources that use such a header.
function(itops_cache_precompiled target)
  target_compile_options(${target} PRIVATE
    $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
    "$<$<CXX_COMPILER_ID:Clang>:SHELL:-Xclang -fno-pch-timestamp>")
endfunction()

# itops_reuse_precompiled(TARGET FROM): compiles a target with the header that FROM made.
function(itops_reuse_precompiled target from)
  target_precompile_headers(${target} REUSE_FROM ${from})
  itops_cache_precompiled(${target})
endfunction()

# itops_precompiled_library(NAME HEADERS header... [LINK target...]): makes a header for libraries.
function(itops_precompiled_library name)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  add_library(${name} OBJECT ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
  target_precompile_headers(${name} PRIVATE ${ITOPS_COMMON_HEADERS} ${ARG_HEADERS})
  itops_cache_precompiled(${name})
  target_link_libraries(${name} PRIVATE itops_compiler ${ARG_LINK})
endfunction()
