# Stops the build when two branches gave their migrations the same number, which core would refuse
# only when it starts.
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*/*.sql)
foreach(file IN LISTS migrations)
  string(REGEX MATCH "[^/]+/[0-9]+_" number ${file})
  if(number IN_LIST migration_numbers)
    message(FATAL_ERROR "Two migrations have the number ${number}: give the newer one, ${file} "
      "or its neighbour, the next free number.")
  endif()
  list(APPEND migration_numbers ${number})
endforeach()
