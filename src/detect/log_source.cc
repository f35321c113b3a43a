// SPDX-License-Identifier: Apache-2.0
#include "detect/log_source.h"

#include "trailsift/base/ascii.h"

namespace trailsift::detect {

bool is_for_cloudtrail(const sigma::LogSource& source) {
  const bool product = source.product.empty() || equals_ignore_case(source.product, "aws");
  const bool service = source.service.empty() || equals_ignore_case(source.service, "cloudtrail");
  const bool named = !source.product.empty() || !source.service.empty();
  return product && service && named && source.category.empty();
}

}  // namespace trailsift::detect
