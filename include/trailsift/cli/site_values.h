// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// The values that both flags and the configuration file take.
namespace trailsift::cli {

// Has the form of a region name, such as "eu-west-1" or "us-gov-east-1" (AWS account management
// reference guide, "AWS Regions"). Whether there is such a region is not asked: new ones appear.
[[nodiscard]] bool is_region_name(std::string_view text);

// Twelve digits.
[[nodiscard]] bool is_account_id(std::string_view text);

// "512", "64K", "16M", "4G": bytes, with units of 1024, in either case. Nothing for anything else
// and for what does not fit 64 bits.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace trailsift::cli
