// SPDX-License-Identifier: Apache-2.0
#include "model/record_walk.h"

#include <cstdlib>
#include <string_view>

namespace trailsift::model {
namespace {

bool wants_portable() {
  const char* choice = std::getenv("TRAILSIFT_VECTOR");
  return choice != nullptr && std::string_view(choice) == "portable";
}

}  // namespace

RecordWalk pick_record_walk() {
#if defined(__x86_64__)
  const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                        __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
  if (has_avx2 && !wants_portable()) return walk_record_avx2;
#endif
  return walk_record_portable;
}

}  // namespace trailsift::model
