# SPDX-License-Identifier: Apache-2.0
# cmake -DROOT=<source tree> -DCXX=<compiler> -DNM=<nm> -DWORK=<folder> -P baseline_cpu.cmake
# Fails when a source that is built for newer processors (*_avx2.cc) defines a weak function: the
# linker might take that copy for the whole program, which then dies on the machines that lack the
# instructions. Compiled here as the release is, whatever this build is.
cmake_minimum_required(VERSION 3.25)

set(leaks "")
file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/src/*_avx2.cc)
if(NOT sources)
  message(FATAL_ERROR "no *_avx2.cc found under ${ROOT}/src")
endif()
foreach(source IN LISTS sources)
  execute_process(COMMAND ${CXX} -std=c++20 -O3 -DNDEBUG -mavx2 -mbmi -mpopcnt -mpclmul -I${ROOT}/include
                          -I${ROOT}/src -c ${ROOT}/${source} -o ${WORK}/baseline_cpu.o
                  COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${NM} -C --defined-only ${WORK}/baseline_cpu.o OUTPUT_VARIABLE symbols
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL " W [^\n]+" weak "${symbols}")
  foreach(symbol IN LISTS weak)
    list(APPEND leaks "${source}: weak function${symbol}")
  endforeach()
endforeach()

if(leaks)
  list(JOIN leaks "\n" text)
  message(NOTICE "${text}")
  message(FATAL_ERROR "see above")
endif()
