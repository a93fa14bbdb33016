# itops_test(NAME LABEL label SOURCES file... [LINK target...])
# One GoogleTest program and one ctest entry. Labels: unit (needs nothing), http (sockets on
# loopback), database (starts PostgreSQL), e2e and abi (run the staged build). Target
# tests_<label> builds the programs of a label.
foreach(label IN ITEMS unit http database abi e2e)
  add_custom_target(tests_${label})
endforeach()

add_executable(itops_test_precompiled ${CMAKE_SOURCE_DIR}/cmake/precompiled.cpp)
target_precompile_headers(itops_test_precompiled PRIVATE
  ${ITOPS_COMMON_HEADERS} <boost/json.hpp> <gmock/gmock.h> <gtest/gtest.h>)
target_link_libraries(itops_test_precompiled PRIVATE itops_compiler Boost::json GTest::gmock)
target_compile_options(itops_test_precompiled PRIVATE -O0)

function(itops_test name)
  cmake_parse_arguments(ARG "" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 900)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE
    itops_compiler itops_sdk_testing ${ARG_LINK} Boost::json GTest::gmock GTest::gtest_main)
  # A test runs for moments and is compiled on every machine: optimising it costs more than it gives.
  target_compile_options(${name} PRIVATE -O0)
  itops_reuse_precompiled(${name} itops_test_precompiled)
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  target_compile_definitions(${name} PRIVATE
    ITOPS_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
    ITOPS_STAGE_DIR="${CMAKE_INSTALL_PREFIX}")
  add_dependencies(tests_${ARG_LABEL} ${name})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()
