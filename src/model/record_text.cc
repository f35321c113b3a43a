// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/record_text.h"

#include "model/json_text.h"

namespace trailsift {

std::string_view readable_text(std::string_view record, Arena& arena) {
  return model::unescape(record, arena);
}

}  // namespace trailsift
