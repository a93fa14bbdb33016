# itops_add_plugin(ID SOURCES file... [MIGRATIONS folder] [LINK target...])
# A plugin library ID.so that exports nothing but its descriptor, in out/plugins of the build folder,
# with its migrations beside it: ITOPS_PLUGINS_DIR may point there. Everybody's plugins use it, ours
# too.
function(itops_add_plugin id)
  cmake_parse_arguments(ARG "" "MIGRATIONS" "SOURCES;LINK" ${ARGN})
  set(exports ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  add_library(${id} MODULE ${ARG_SOURCES})
  target_link_libraries(${id} PRIVATE ITOpsSDK::sdk ${ARG_LINK})
  set_target_properties(${id} PROPERTIES
    PREFIX ""
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/out/plugins)
  target_link_options(${id} PRIVATE LINKER:--version-script=${exports})
  set_property(TARGET ${id} APPEND PROPERTY LINK_DEPENDS ${exports})
  if(ARG_MIGRATIONS)
    cmake_path(ABSOLUTE_PATH ARG_MIGRATIONS)
    set_property(TARGET ${id} PROPERTY ITOPS_MIGRATIONS ${ARG_MIGRATIONS})
    itops_copy_migrations(${id} ${ARG_MIGRATIONS})
  endif()
endfunction()

# Copies the migrations beside the library whenever one of them changed.
function(itops_copy_migrations id folder)
  set(copy ${CMAKE_BINARY_DIR}/out/plugins/${id}/migrations)
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${id}_migrations.stamp)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${copy}
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${folder} ${copy}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${files})
  add_custom_target(${id}_migrations DEPENDS ${stamp})
  add_dependencies(${id} ${id}_migrations)
endfunction()

# itops_install_plugin(ID [DESTINATION folder])
# Installs ID.so and ID/migrations into the folder, which is what ITOPS_PLUGINS_DIR may name. Our own
# tree sets ITOPS_PLUGIN_DESTINATION and installs the migrations of all plugins together.
function(itops_install_plugin id)
  cmake_parse_arguments(ARG "" "DESTINATION" "" ${ARGN})
  if(NOT ARG_DESTINATION)
    set(ARG_DESTINATION ${ITOPS_PLUGIN_DESTINATION})
  endif()
  if(NOT ARG_DESTINATION)
    set(ARG_DESTINATION .)
  endif()
  install(TARGETS ${id} LIBRARY DESTINATION ${ARG_DESTINATION})
  get_target_property(migrations ${id} ITOPS_MIGRATIONS)
  if(migrations AND NOT ITOPS_PLUGIN_DESTINATION)
    install(DIRECTORY ${migrations}/ DESTINATION ${ARG_DESTINATION}/${id}/migrations
      FILES_MATCHING PATTERN "*.sql")
  endif()
endfunction()

# itops_add_plugin_test(NAME PLUGIN id SOURCES file... [LINK target...])
# A test program with the plugin's own code in it, the SDK's fakes, and one ctest entry. LINK names
# your test framework. A test finds the migrations at ITOPS_PLUGIN_MIGRATIONS_DIR.
function(itops_add_plugin_test name)
  cmake_parse_arguments(ARG "" "PLUGIN" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} $<TARGET_OBJECTS:${ARG_PLUGIN}>)
  target_link_libraries(${name} PRIVATE
    $<TARGET_PROPERTY:${ARG_PLUGIN},LINK_LIBRARIES> ITOpsSDK::testing ${ARG_LINK})
  target_include_directories(${name} PRIVATE $<TARGET_PROPERTY:${ARG_PLUGIN},INCLUDE_DIRECTORIES>)
  if(TARGET ITOpsSDK::testing_postgres)
    target_link_libraries(${name} PRIVATE ITOpsSDK::testing_postgres)
  endif()
  get_target_property(migrations ${ARG_PLUGIN} ITOPS_MIGRATIONS)
  if(migrations)
    target_compile_definitions(${name} PRIVATE ITOPS_PLUGIN_MIGRATIONS_DIR="${migrations}")
  endif()
  add_test(NAME ${name} COMMAND ${name})
endfunction()
