# SPDX-License-Identifier: Apache-2.0
# cmake -DROOT=<source tree> -P layering.cmake
# Fails when an #include points upward, when sigma includes anything of ours but base, when a public
# header or a second source file of ours includes a third-party library that sits behind one file.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/report_errors.cmake)

set(layers base io model sigma detect forensics report cli)
set(allowed_sigma base sigma)
# <name>=<regular expression of what stands between the brackets of its #include>
set(behind_one_file
    "simdjson=simdjson\\.h" "libyaml=yaml\\.h" "RE2=re2/.*" "CLI11=CLI/.*" "libdeflate=libdeflate\\.h"
    "nlohmann-json=nlohmann/.*" "zlib=zlib\\.h" "OpenSSL=openssl/.*" "xxHash=xxhash\\.h")
set(errors "")

macro(report file line message)
  list(APPEND errors "${file}: ${line}: ${message}")
endmacro()

foreach(layer IN LISTS layers)
  if(NOT DEFINED allowed_${layer})
    list(FIND layers ${layer} position)
    math(EXPR count "${position} + 1")
    list(SUBLIST layers 0 ${count} allowed_${layer})
  endif()

  file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/include/trailsift/${layer}/* ${ROOT}/src/${layer}/*)
  list(FILTER files INCLUDE REGEX "\\.(h|cc|inc)$")
  foreach(file IN LISTS files)
    file(STRINGS ${ROOT}/${file} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS includes)
      if(NOT line MATCHES "[<\"]([^>\"]+)[>\"]")
        report(${file} "${line}" "an #include must name its file")
        continue()
      endif()
      set(included ${CMAKE_MATCH_1})
      if(included MATCHES "\\.\\./")
        report(${file} "${line}" "relative paths hide the layer")
      elseif(included MATCHES "^(trailsift/)?([a-z]+)/" AND CMAKE_MATCH_2 IN_LIST layers
             AND NOT CMAKE_MATCH_2 IN_LIST allowed_${layer})
        report(${file} "${line}" "${layer} must not include ${CMAKE_MATCH_2}")
      endif()
      foreach(entry IN LISTS behind_one_file)
        string(REGEX MATCH "^([^=]+)=(.*)$" matched "${entry}")
        set(library ${CMAKE_MATCH_1})
        if(included MATCHES "^${CMAKE_MATCH_2}$")
          list(APPEND users_${library} ${file})
          if(file MATCHES "^include/")
            report(${file} "${line}" "${library} must not show in a public header")
          endif()
        endif()
      endforeach()
    endforeach()
  endforeach()
endforeach()

foreach(entry IN LISTS behind_one_file)
  string(REGEX REPLACE "=.*" "" library "${entry}")
  list(REMOVE_DUPLICATES users_${library})
  list(LENGTH users_${library} count)
  if(count GREATER 1)
    list(JOIN users_${library} ", " users)
    list(APPEND errors "${library} must sit behind one file, not ${count}: ${users}")
  endif()
endforeach()

report_errors(${errors})
