# SPDX-License-Identifier: Apache-2.0
# cmake -DROOT=<source tree> -P source_lists.cmake
# Fails when a source, a test or a script has no licence line, or when a source or a test is in no
# CMakeLists.txt, so that it would never be built or run.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/report_errors.cmake)

set(errors "")
set(patterns "")
foreach(folder include src tests bench cmake scripts rules .ci)
  list(APPEND patterns ${ROOT}/${folder}/*)
endforeach()
file(GLOB_RECURSE files RELATIVE ${ROOT} ${patterns})
if(EXISTS ${ROOT}/CMakeLists.txt)
  list(APPEND files CMakeLists.txt)
endif()
list(FILTER files INCLUDE REGEX
     "(\\.(h|cc|inc|cmake|py|yml|in)|CMakeLists\\.txt|^(scripts|\\.ci)/[^.]+)$")
list(FILTER files EXCLUDE REGEX "/(bad|testdata|__pycache__)/")

set(all_lists "")
foreach(file IN LISTS files)
  if(file MATCHES "CMakeLists\\.txt$")
    file(READ ${ROOT}/${file} text)
    get_filename_component(folder ${file} DIRECTORY)
    set(lists_of_${folder} "${text}")
    string(APPEND all_lists "${text}")
  endif()
endforeach()

foreach(file IN LISTS files)
  file(READ ${ROOT}/${file} start LIMIT 200)
  if(NOT start MATCHES "SPDX-License-Identifier: Apache-2\\.0")
    list(APPEND errors "${file}: no SPDX-License-Identifier line at its top")
  endif()
  if(file MATCHES "^(src|tests)/.*\\.cc$")
    # By its name in the folder's own list, or with its folder in another's.
    get_filename_component(folder ${file} DIRECTORY)
    string(REPLACE "." "\\." pattern ${file})
    string(REGEX REPLACE "^.*/([^/]+/)([^/]+)$" "\\1\\2" with_folder ${pattern})
    string(REGEX REPLACE "^.*/" "" name ${pattern})
    if(NOT "${lists_of_${folder}}" MATCHES "[ \t\n(]${name}[ \t\n)]"
       AND NOT all_lists MATCHES "[ \t\n(/]${with_folder}[ \t\n)]")
      list(APPEND errors "${file}: in no CMakeLists.txt")
    endif()
  endif()
endforeach()

report_errors(${errors})
