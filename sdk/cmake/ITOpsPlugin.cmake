# itops_add_plugin(ID SOURCES file... [LINK target...])
# A plugin library ID.so that exports nothing but its descriptor. Everybody's plugins use it, ours too.
set(ITOPS_PLUGIN_EXPORTS ${CMAKE_CURRENT_LIST_DIR}/plugin.map)

function(itops_add_plugin id)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${id} MODULE ${ARG_SOURCES})
  target_link_libraries(${id} PRIVATE ITOpsSDK::sdk ${ARG_LINK})
  set_target_properties(${id} PROPERTIES
    PREFIX ""
    CXX_VISIBILITY_PRESET hidden
    VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/out/plugins)
  target_link_options(${id} PRIVATE LINKER:--version-script=${ITOPS_PLUGIN_EXPORTS})
  set_property(TARGET ${id} APPEND PROPERTY LINK_DEPENDS ${ITOPS_PLUGIN_EXPORTS})
endfunction()
