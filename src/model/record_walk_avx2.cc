// SPDX-License-Identifier: Apache-2.0
#include "model/record_walk.h"

#if defined(__x86_64__)
#define TRAILSIFT_WALK_NAMESPACE avx2
#define TRAILSIFT_WALK_AVX2
#include "model/record_walk.inc"

namespace trailsift::model {

WalkResult walk_record_avx2(const char* text, const char* end, const ParseLimits& limits,
                            KeyOrder& order, Value* values) {
  return avx2::walk(text, end, limits, order, values);
}

}  // namespace trailsift::model
#endif
