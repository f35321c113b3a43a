# SPDX-License-Identifier: Apache-2.0
# cmake -DROOT=<source tree> -P unused_names.cmake
# Fails when a source brings in a name (using a::Name, namespace x = a::b) that it does not use. The
# lint step looks at several sources at once, where the use in one would count for another.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/report_errors.cmake)

set(errors "")
file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/src/*.cc ${ROOT}/tests/*.cc ${ROOT}/bench/*.cc)
list(FILTER files EXCLUDE REGEX "/bad/")
foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} text)
  string(REGEX REPLACE "[][;]" " " text "${text}")  # which CMake takes for parts of lists
  string(REGEX MATCHALL "\n(using [A-Za-z0-9_:]+::[A-Za-z0-9_]+ |namespace [A-Za-z0-9_]+ =)" lines
         "${text}")
  foreach(line IN LISTS lines)
    if(line MATCHES "([A-Za-z0-9_]+) =?$")
      set(name ${CMAKE_MATCH_1})
      string(REGEX MATCHALL "[^A-Za-z0-9_]${name}[^A-Za-z0-9_]" uses "${text}")
      list(LENGTH uses count)
      if(count LESS 2)
        list(APPEND errors "${file}: ${name} is brought in but not used")
      endif()
    endif()
  endforeach()
endforeach()

report_errors(${errors})
