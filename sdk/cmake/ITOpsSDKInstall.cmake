# What `find_package(ITOpsSDK)` finds: headers, the compiled part, and itops_add_plugin().
include(CMakePackageConfigHelpers)

# The header is the one place that states the SDK's version.
set(plugin_header ${CMAKE_CURRENT_SOURCE_DIR}/include/itops/plugin.hpp)
file(STRINGS ${plugin_header} version_lines REGEX "define ITOPS_SDK_VERSION_(MAJOR|MINOR) [0-9]+")
string(REGEX MATCHALL "[0-9]+" version_numbers "${version_lines}")
list(JOIN version_numbers "." sdk_version)

set(sdk_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ITOpsSDK)
set_target_properties(itops_sdk PROPERTIES EXPORT_NAME sdk)
set_target_properties(itops_sdk_json PROPERTIES EXPORT_NAME json)
set_target_properties(itops_sdk_testing PROPERTIES EXPORT_NAME testing)
set_target_properties(itops_sdk_testing_postgres PROPERTIES EXPORT_NAME testing_postgres)
install(DIRECTORY include/itops json/include/itops testing/include/itops
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT sdk)
install(TARGETS itops_sdk itops_sdk_testing EXPORT ITOpsSDKTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
install(TARGETS itops_sdk_json EXPORT ITOpsSDKJsonTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
install(TARGETS itops_sdk_testing_postgres EXPORT ITOpsSDKPostgresTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
foreach(export IN ITEMS ITOpsSDKTargets ITOpsSDKJsonTargets ITOpsSDKPostgresTargets)
  install(EXPORT ${export} NAMESPACE ITOpsSDK:: DESTINATION ${sdk_folder} COMPONENT sdk)
endforeach()

# Authors' tests build on the kernel's tables; their repository begins as this template.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/migrations/kernel
  DESTINATION ${CMAKE_INSTALL_DATADIR}/itops/migrations COMPONENT sdk)
install(PROGRAMS itops-new-plugin DESTINATION bin COMPONENT sdk)
install(DIRECTORY template DESTINATION ${CMAKE_INSTALL_DATADIR}/itops COMPONENT sdk)

# While the SDK is 0.x each minor version is one of its own; so says the kernel's check too.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ITOpsSDKConfigVersion.cmake
  VERSION ${sdk_version} COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/ITOpsSDKConfigVersion.cmake
  cmake/ITOpsSDKConfig.cmake
  cmake/ITOpsPlugin.cmake
  cmake/plugin.map
  DESTINATION ${sdk_folder} COMPONENT sdk)
