// SPDX-License-Identifier: Apache-2.0
#include "model/record_walk.h"

#define TRAILSIFT_WALK_NAMESPACE portable
#include "model/record_walk.inc"

namespace trailsift::model {

WalkResult walk_record_portable(const char* text, const char* end, const ParseLimits& limits,
                                KeyOrder& order, Value* values) {
  return portable::walk(text, end, limits, order, values);
}

}  // namespace trailsift::model
