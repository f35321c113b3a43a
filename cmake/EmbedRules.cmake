# SPDX-License-Identifier: Apache-2.0
# Writes the built-in rules as C++: cmake -DROOT=rules -DLIST=file -DOUTPUT=file -P EmbedRules.cmake
# LIST names the rule files, one per line, relative to ROOT and sorted.
file(STRINGS "${LIST}" paths)

set(delimiter "trailsift_rule")
set(entries "")
foreach(path IN LISTS paths)
  file(READ "${ROOT}/${path}" text)
  string(FIND "${text}" ")${delimiter}\"" clash)
  if(NOT clash EQUAL -1)
    message(FATAL_ERROR "${path} holds the end mark of the literal that it is to become")
  endif()
  string(APPEND entries
         "    {R\"${delimiter}(${path})${delimiter}\",\n     R\"${delimiter}(${text})${delimiter}\"},\n")
endforeach()

list(LENGTH paths count)
file(
  WRITE "${OUTPUT}"
  "// Written by cmake/EmbedRules.cmake.
#include <array>

#include \"trailsift/cli/embedded_rules.h\"

namespace trailsift::cli {
namespace {

constexpr std::array<EmbeddedRule, ${count}> kRules{{
${entries}}};

}  // namespace

std::span<const EmbeddedRule> embedded_rules() { return kRules; }

}  // namespace trailsift::cli
")
