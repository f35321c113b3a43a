// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/filter.h"

namespace trailsift::sigma {

const std::string& Filter::label() const {
  if (!id.empty()) return id;
  return name.empty() ? title : name;
}

}  // namespace trailsift::sigma
