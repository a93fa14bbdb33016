# itops_test(NAME LABEL label [GROUP group] SOURCES file... [LINK target...] [PLUGIN id])
# The tests of a folder. All of a label and group, which is a plugin's id, `sdk` or (by default)
# `kernel`, are one program, <label>_<group>. PLUGIN links the plugin's own objects, not its library.
# Labels: unit (needs nothing), http (sockets on loopback), database (a PostgreSQL), abi and e2e (the
# staged product, see tests/support/product.hpp). Target tests_<label> builds the programs of a label.
set(ITOPS_TEST_LABELS unit http database abi e2e)
foreach(label IN LISTS ITOPS_TEST_LABELS)
  add_custom_target(tests_${label})
endforeach()

# Tests are compiled on every machine and run for moments: optimising costs more than it gives.
itops_precompiled_library(itops_test_precompiled
  HEADERS <boost/json.hpp> <gmock/gmock.h> <gtest/gtest.h> LINK Boost::json GTest::gmock)
target_compile_options(itops_test_precompiled PRIVATE -O0)

function(itops_test name)
  cmake_parse_arguments(ARG "" "LABEL;GROUP;PLUGIN" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_GROUP)
    set(ARG_GROUP kernel)
  endif()
  add_library(${name} OBJECT ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE
    itops_compiler itops_sdk_testing ${ARG_LINK} Boost::json GTest::gmock)
  target_compile_options(${name} PRIVATE -O0)
  itops_reuse_precompiled(${name} itops_test_precompiled)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE
    ITOPS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    ITOPS_OWN_STAGE_DIR="${CMAKE_INSTALL_PREFIX}"
    ITOPS_OWN_BUILD_DIR="${CMAKE_BINARY_DIR}")

  set(program ${ARG_LABEL}_${ARG_GROUP})
  if(NOT TARGET ${program})
    itops_test_program(${program} ${ARG_LABEL})
  endif()
  target_link_libraries(${program} PRIVATE ${name})
  if(ARG_PLUGIN)
    target_include_directories(${name} PRIVATE
      $<TARGET_PROPERTY:${ARG_PLUGIN},INCLUDE_DIRECTORIES>)
    itops_test_plugin(${program} ${ARG_PLUGIN})
  endif()
endfunction()

function(itops_test_program program label)
  add_executable(${program})
  target_link_libraries(${program} PRIVATE itops_known_leaks GTest::gmock GTest::gtest_main)
  add_dependencies(tests_${label} ${program})
  set_property(GLOBAL APPEND PROPERTY ITOPS_TEST_PROGRAMS ${program})
  set_property(TARGET ${program} PROPERTY ITOPS_LABEL ${label})
endfunction()

# The objects of a plugin, once however many folders ask for it.
function(itops_test_plugin program plugin)
  get_target_property(plugins ${program} ITOPS_PLUGINS)
  if(plugin IN_LIST plugins)
    return()
  endif()
  set_property(TARGET ${program} APPEND PROPERTY ITOPS_PLUGINS ${plugin})
  target_sources(${program} PRIVATE $<TARGET_OBJECTS:${plugin}>)
  target_link_libraries(${program} PRIVATE $<TARGET_PROPERTY:${plugin},LINK_LIBRARIES>)
endfunction()

# itops_test_parts(PROGRAM COUNT): runs the tests of a program as so many processes, at the same time
# where there are cores.
function(itops_test_parts program count)
  set_property(TARGET ${program} PROPERTY ITOPS_PARTS ${count})
endfunction()

# itops_test_requires(PROGRAM FIXTURE): runs it behind the test that sets this up.
function(itops_test_requires program fixture)
  set_property(TARGET ${program} PROPERTY ITOPS_FIXTURE ${fixture})
endfunction()

# Once all programs are known: their entries for ctest. Each leaves the times of its tests in results/.
function(itops_register_tests)
  get_property(programs GLOBAL PROPERTY ITOPS_TEST_PROGRAMS)
  foreach(program IN LISTS programs)
    get_target_property(label ${program} ITOPS_LABEL)
    get_target_property(parts ${program} ITOPS_PARTS)
    if(NOT parts)
      set(parts 1)
    endif()
    get_target_property(fixture ${program} ITOPS_FIXTURE)
    foreach(part RANGE 1 ${parts})
      math(EXPR index "${part} - 1")
      add_test(NAME ${program}.${part} COMMAND ${program})
      set_tests_properties(${program}.${part} PROPERTIES LABELS ${label} TIMEOUT 900 ENVIRONMENT
        "GTEST_TOTAL_SHARDS=${parts};GTEST_SHARD_INDEX=${index};GTEST_OUTPUT=xml:${CMAKE_BINARY_DIR}/results/${program}.${part}.xml")
      if(fixture)
        set_tests_properties(${program}.${part} PROPERTIES FIXTURES_REQUIRED ${fixture})
      endif()
    endforeach()
  endforeach()
endfunction()
