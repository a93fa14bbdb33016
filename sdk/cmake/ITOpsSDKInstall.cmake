# What `find_package(ITOpsSDK)` finds: headers, the compiled part, and itops_add_plugin().
include(CMakePackageConfigHelpers)

# The header is the one place that states the SDK's version.
set(plugin_header ${CMAKE_CURRENT_SOURCE_DIR}/include/itops/plugin.hpp)
file(STRINGS ${plugin_header} version_lines REGEX "define ITOPS_SDK_VERSION_(MAJOR|MINOR) [0-9]+")
string(REGEX MATCHALL "[0-9]+" version_numbers "${version_lines}")
list(JOIN version_numbers "." sdk_version)

set(sdk_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ITOpsSDK)
set_target_properties(itops_sdk PROPERTIES EXPORT_NAME sdk)
install(DIRECTORY include/itops DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT sdk)
install(TARGETS itops_sdk EXPORT ITOpsSDKTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT sdk)
install(EXPORT ITOpsSDKTargets NAMESPACE ITOpsSDK:: DESTINATION ${sdk_folder} COMPONENT sdk)

# While the SDK is 0.x each minor version is one of its own; so says the kernel's check too.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ITOpsSDKConfigVersion.cmake
  VERSION ${sdk_version} COMPATIBILITY SameMinorVersion)
install(FILES
  ${CMAKE_CURRENT_BINARY_DIR}/ITOpsSDKConfigVersion.cmake
  cmake/ITOpsSDKConfig.cmake
  cmake/ITOpsPlugin.cmake
  cmake/plugin.map
  DESTINATION ${sdk_folder} COMPONENT sdk)
