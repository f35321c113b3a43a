# SPDX-License-Identifier: Apache-2.0
# Libraries that the system lacks: pinned releases, checked by SHA-256, built as static libraries.
include(FetchContent)

option(TRAILSIFT_FETCH_MISSING "Download pinned releases of libraries that the system lacks" ON)
set(TRAILSIFT_FETCH_MIRROR "" CACHE STRING
    "Folder or address with the files <library>.tar.gz, used instead of the upstream addresses")

# trailsift_download(NAME name URL url SHA256 hash)
# Unpacks the release and sets <name>_SOURCE_DIR and <name>_BINARY_DIR for the caller.
macro(trailsift_download)
  cmake_parse_arguments(DOWNLOAD "" "NAME;URL;SHA256" "" ${ARGN})
  if(NOT TRAILSIFT_FETCH_MISSING)
    message(FATAL_ERROR "${DOWNLOAD_NAME} is not installed and TRAILSIFT_FETCH_MISSING is off; "
                        "scripts/setup --list names the packages to install")
  endif()
  if(TRAILSIFT_FETCH_MIRROR)
    set(DOWNLOAD_URL ${TRAILSIFT_FETCH_MIRROR}/${DOWNLOAD_NAME}.tar.gz)
  endif()
  message(STATUS "${DOWNLOAD_NAME} is not installed: using ${DOWNLOAD_URL}")
  set(DOWNLOAD_EXTRACT_TIMESTAMP OFF)
  FetchContent_Declare(${DOWNLOAD_NAME} URL ${DOWNLOAD_URL} URL_HASH SHA256=${DOWNLOAD_SHA256}
                                        DOWNLOAD_EXTRACT_TIMESTAMP OFF)
  FetchContent_Populate(${DOWNLOAD_NAME})
  set_property(GLOBAL APPEND PROPERTY TRAILSIFT_FETCHED ${DOWNLOAD_NAME})
endmacro()

# trailsift_fetch_project(NAME … URL … SHA256 … [OPTIONS variable value …])
# A release with CMake lists of its own; they define the targets and are not installed with ours.
function(trailsift_fetch_project)
  cmake_parse_arguments(ARG "" "" "OPTIONS" ${ARGN})
  trailsift_download(${ARG_UNPARSED_ARGUMENTS})
  set(CMAKE_POLICY_DEFAULT_CMP0077 NEW)    # the options below are plain variables
  set(CMAKE_POLICY_VERSION_MINIMUM 3.5)    # some releases name a version that CMake 4 refuses
  set(BUILD_SHARED_LIBS OFF)
  while(ARG_OPTIONS)
    list(POP_FRONT ARG_OPTIONS option value)
    set(${option} ${value})
  endwhile()
  string(TOLOWER ${DOWNLOAD_NAME} name)
  add_subdirectory(${${name}_SOURCE_DIR} ${${name}_BINARY_DIR} EXCLUDE_FROM_ALL SYSTEM)
endfunction()

# trailsift_fetch_c_library(NAME … URL … SHA256 … SOURCES patterns … [INCLUDE folder] [DEFINITIONS …])
# A C release without usable CMake lists: its sources as one static library trailsift_third_<name>,
# its headers in the folder (by default the topmost).
function(trailsift_fetch_c_library)
  cmake_parse_arguments(ARG "" "INCLUDE" "SOURCES;DEFINITIONS" ${ARGN})
  trailsift_download(${ARG_UNPARSED_ARGUMENTS})
  string(TOLOWER ${DOWNLOAD_NAME} name)
  list(TRANSFORM ARG_SOURCES PREPEND ${${name}_SOURCE_DIR}/)
  file(GLOB sources CONFIGURE_DEPENDS ${ARG_SOURCES})
  add_library(trailsift_third_${name} STATIC EXCLUDE_FROM_ALL ${sources})
  target_include_directories(trailsift_third_${name} SYSTEM PUBLIC
                             ${${name}_SOURCE_DIR}/${ARG_INCLUDE})
  target_compile_definitions(trailsift_third_${name} PRIVATE ${ARG_DEFINITIONS})
endfunction()
