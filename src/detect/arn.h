// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace trailsift::detect {

// "arn:partition:service:region:account:resource", IAM user guide, "Amazon resource names"; views
// into the text that was read.
struct Arn {
  std::string_view account;
  std::string_view resource;  // may hold colons
};

// Nothing for any other text.
[[nodiscard]] std::optional<Arn> read_arn(std::string_view text);

}  // namespace trailsift::detect
