# itops_add_plugin(ID SOURCES file... [LINK target...])
# A plugin library ID.so that exports nothing but its descriptor. Everybody's plugins use it, ours too.
function(itops_add_plugin id)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
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
endfunction()
