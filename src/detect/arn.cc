// SPDX-License-Identifier: Apache-2.0
#include "detect/arn.h"

namespace trailsift::detect {

std::optional<Arn> read_arn(std::string_view text) {
  constexpr int kPartsBeforeResource = 5;
  if (!text.starts_with("arn:")) return std::nullopt;
  Arn arn;
  for (int part = 0; part < kPartsBeforeResource; ++part) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    arn.account = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  arn.resource = text;
  return arn;
}

}  // namespace trailsift::detect
