# Installs the SDK alone into an empty folder and builds a plugin against it, as a third party does.
file(REMOVE_RECURSE ${WORK_FOLDER})

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --component sdk --prefix ${WORK_FOLDER}/sdk)
run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK_FOLDER}/build -G Ninja
  -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_PREFIX_PATH=${WORK_FOLDER}/sdk)
run(${CMAKE_COMMAND} --build ${WORK_FOLDER}/build)

execute_process(COMMAND nm -D --defined-only ${WORK_FOLDER}/build/out/plugins/hello.so
  OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
if(NOT symbols MATCHES "^[0-9a-f]+ [A-Z] itops_plugin_descriptor\n$")
  message(FATAL_ERROR "hello.so exports more or less than its descriptor:\n${symbols}")
endif()
