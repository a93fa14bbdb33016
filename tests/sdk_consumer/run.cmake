# Everything that docs/plugin-guide.md tells a stranger to do, in an empty folder.
# The product under test: that of ITOPS_PRODUCT_DIR, else of this build.
set(BUILD_FOLDER $ENV{ITOPS_PRODUCT_DIR})
if(NOT BUILD_FOLDER)
  set(BUILD_FOLDER ${OWN_BUILD_FOLDER})
endif()
load_cache(${BUILD_FOLDER} READ_WITH_PREFIX PRODUCT_
  CMAKE_CXX_COMPILER CMAKE_CXX_FLAGS ITOPS_CCACHE ITOPS_SANITIZE)
file(REMOVE_RECURSE ${WORK_FOLDER})
set(sdk ${WORK_FOLDER}/sdk)
set(plugin ${WORK_FOLDER}/stock_list)
set(library ${plugin}/build/out/plugins/stock_list.so)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ECHO STDOUT COMMAND_ERROR_IS_FATAL ANY)
endfunction()

# A sanitized kernel takes sanitized plugins only.
set(FLAGS "${PRODUCT_CMAKE_CXX_FLAGS}")
if(PRODUCT_ITOPS_SANITIZE)
  string(APPEND FLAGS " -fsanitize=${PRODUCT_ITOPS_SANITIZE}")
endif()

run(${CMAKE_COMMAND} --install ${BUILD_FOLDER} --component sdk --prefix ${sdk})
run(${sdk}/bin/itops-new-plugin stock_list --out ${plugin})
run(${CMAKE_COMMAND} -S ${plugin} -B ${plugin}/build -G Ninja
  -D CMAKE_PREFIX_PATH=${sdk} -D CMAKE_BUILD_TYPE=Debug -D CMAKE_CXX_FLAGS=${FLAGS}
  -D CMAKE_CXX_COMPILER=${PRODUCT_CMAKE_CXX_COMPILER}
  -D CMAKE_CXX_COMPILER_LAUNCHER=${PRODUCT_ITOPS_CCACHE})
run(${CMAKE_COMMAND} --build ${plugin}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${plugin}/build --output-on-failure --no-tests=error)
run(${sdk}/bin/itops-plugin-check ${library} --migrations ${plugin}/migrations)
run(${CMAKE_COMMAND} --install ${plugin}/build --prefix ${WORK_FOLDER}/installed)

foreach(file IN ITEMS stock_list.so stock_list/migrations/0001_notes.sql)
  if(NOT EXISTS ${WORK_FOLDER}/installed/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()
