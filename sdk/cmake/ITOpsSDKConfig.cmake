# find_package(ITOpsSDK 0.1 REQUIRED) gives the target ITOpsSDK::sdk and itops_add_plugin().
include(${CMAKE_CURRENT_LIST_DIR}/ITOpsSDKTargets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/ITOpsPlugin.cmake)
