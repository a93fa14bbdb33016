# Warnings, sanitizers, linker and compiler cache for our own code. The SDK's users get none of it.

add_library(itops_compiler INTERFACE)
target_compile_options(itops_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror=return-type)

# Everywhere, as sources share precompiled headers.
add_compile_options(-pthread)

if(ITOPS_SANITIZE)
  add_compile_options(-fsanitize=${ITOPS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ITOPS_SANITIZE})
endif()

find_program(ITOPS_MOLD mold)
if(ITOPS_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

find_program(ITOPS_CCACHE ccache)
if(ITOPS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ITOPS_CCACHE})
endif()
