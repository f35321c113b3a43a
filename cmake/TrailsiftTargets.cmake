# SPDX-License-Identifier: Apache-2.0
include(GNUInstallDirs)

find_program(TRAILSIFT_CCACHE ccache)
if(PROJECT_IS_TOP_LEVEL AND TRAILSIFT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TRAILSIFT_CCACHE})
endif()

# Flags of our own targets alone.
add_library(trailsift_flags INTERFACE)
target_compile_options(trailsift_flags INTERFACE -Wall -Wextra -Wconversion -Wpedantic)
# What is local to a source is no longer so where several are compiled together.
if(TRAILSIFT_UNITY)
  target_compile_options(trailsift_flags
                         INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
else()
  target_compile_options(trailsift_flags INTERFACE -Wshadow)
endif()
# GCC 12 warns of overlaps in std::string's operator+ that cannot happen (GCC bug 105651), and, at -O3,
# of uninitialised members in the clean-up of temporaries made with nested braces.
target_compile_options(
  trailsift_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>)
# What GCC does not mean by -Wconversion.
target_compile_options(trailsift_flags INTERFACE $<$<CXX_COMPILER_ID:Clang>:-Wno-sign-conversion>)
if(TRAILSIFT_WARNINGS_AS_ERRORS)
  target_compile_options(trailsift_flags INTERFACE -Werror)
endif()
if(TRAILSIFT_SANITIZE)
  target_compile_options(trailsift_flags INTERFACE -fsanitize=${TRAILSIFT_SANITIZE}
                                                   -fno-sanitize-recover=all
                                                   -fno-omit-frame-pointer)
  target_link_options(trailsift_flags INTERFACE -fsanitize=${TRAILSIFT_SANITIZE})
endif()

if(TRAILSIFT_FUZZ)
  include(CheckCXXSourceCompiles)
  set(CMAKE_REQUIRED_FLAGS -fsanitize=fuzzer)
  check_cxx_source_compiles(
    "extern \"C\" int LLVMFuzzerTestOneInput(const unsigned char*, decltype(sizeof 0)) { return 0; }"
    TRAILSIFT_HAS_LIBFUZZER)
  unset(CMAKE_REQUIRED_FLAGS)
  if(NOT TRAILSIFT_HAS_LIBFUZZER)
    message(FATAL_ERROR "TRAILSIFT_FUZZ needs Clang with libFuzzer (Debian: clang, libclang-rt-dev), "
                        "and this is ${CMAKE_CXX_COMPILER}. Install it, and remove the build folder.")
  endif()
  target_compile_options(trailsift_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(trailsift_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# trailsift_compile_together(target): eight sources at once, where TRAILSIFT_UNITY is on. Headers, which
# take most of the time, are then read and looked into once for all of them.
function(trailsift_compile_together target)
  set_target_properties(
    ${target} PROPERTIES UNITY_BUILD ${TRAILSIFT_UNITY} UNITY_BUILD_CODE_BEFORE_INCLUDE
                         "// NOLINTNEXTLINE(bugprone-suspicious-include): that is the purpose")
endfunction()

# trailsift_layer(NAME name SOURCES … [LAYERS lower layers …] [PRIVATE third-party targets …])
# One static library per layer, named trailsift_<name>.
function(trailsift_layer)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LAYERS;PRIVATE" ${ARGN})
  set(target trailsift_${ARG_NAME})
  add_library(${target} STATIC ${ARG_SOURCES})
  target_include_directories(
    ${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                     $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ARG_LAYERS PREPEND trailsift_)
  target_link_libraries(${target} PUBLIC ${ARG_LAYERS}
                                  PRIVATE $<BUILD_INTERFACE:trailsift_flags> ${ARG_PRIVATE})
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${ARG_NAME} INTERPROCEDURAL_OPTIMIZATION
                                                                     ${TRAILSIFT_LTO})
  trailsift_compile_together(${target})
  set_property(GLOBAL APPEND PROPERTY TRAILSIFT_LAYERS ${target})
endfunction()

# Checks of each pointer and reference take a quarter of the time that test code is compiled in, and
# what they find in it ends the test anyway.
add_library(trailsift_test_checks INTERFACE)
if(TRAILSIFT_SANITIZE MATCHES undefined)
  target_compile_options(trailsift_test_checks
                         INTERFACE -fno-sanitize=null,alignment,vptr,object-size)
endif()

# trailsift_test_flags(target): what all that is precompiled together must agree in.
function(trailsift_test_flags target)
  target_link_libraries(${target} PRIVATE trailsift_flags trailsift_test_checks GTest::gtest
                                          GTest::gmock)
  target_compile_definitions(${target} PRIVATE TRAILSIFT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_compile_options(${target} PRIVATE -O0)  # halves their build; what they test is optimised
endfunction()

# trailsift_test_headers(): what most tests include, looked through once for all of them.
function(trailsift_test_headers)
  set(source ${PROJECT_BINARY_DIR}/test_headers.cc)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(trailsift_test_headers OBJECT ${source})
  trailsift_test_flags(trailsift_test_headers)
  target_precompile_headers(
    trailsift_test_headers PRIVATE <gmock/gmock.h> <gtest/gtest.h> <algorithm> <filesystem> <fstream>
    <functional> <map> <memory> <random> <set> <sstream> <string> <string_view> <vector>)
endfunction()

# trailsift_test(NAME name SOURCES … LIBRARIES …): one GoogleTest binary. ctest runs its cases
# in a few processes.
function(trailsift_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PRIVATE ${PROJECT_SOURCE_DIR}/src ${PROJECT_SOURCE_DIR})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LIBRARIES} GTest::gtest_main)
  trailsift_test_flags(${ARG_NAME})
  target_precompile_headers(${ARG_NAME} REUSE_FROM trailsift_test_headers)
  trailsift_compile_together(${ARG_NAME})
  # A process for each case would spend most of its time on starting.
  set(shards 4)
  math(EXPR last_shard "${shards} - 1")
  foreach(shard RANGE ${last_shard})
    add_test(NAME ${ARG_NAME}.${shard} COMMAND ${ARG_NAME} --gtest_brief=1)
    set_tests_properties(
      ${ARG_NAME}.${shard} PROPERTIES ENVIRONMENT
                                      "GTEST_TOTAL_SHARDS=${shards};GTEST_SHARD_INDEX=${shard}")
  endforeach()
endfunction()
