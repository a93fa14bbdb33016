# find_package(ITOpsSDK 0.1 REQUIRED) gives the targets ITOpsSDK::sdk and ITOpsSDK::testing, where
# Boost's headers are installed ITOpsSDK::json, where libpq is ITOpsSDK::testing_postgres too, and
# itops_add_plugin() with its companions.
include(${CMAKE_CURRENT_LIST_DIR}/ITOpsSDKTargets.cmake)
find_package(Boost 1.81 QUIET)
if(TARGET Boost::headers)
  include(${CMAKE_CURRENT_LIST_DIR}/ITOpsSDKJsonTargets.cmake)
endif()
find_package(PostgreSQL QUIET)
if(TARGET PostgreSQL::PostgreSQL)
  include(${CMAKE_CURRENT_LIST_DIR}/ITOpsSDKPostgresTargets.cmake)
endif()
include(${CMAKE_CURRENT_LIST_DIR}/ITOpsPlugin.cmake)
