// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace rule_mix {

// The texts of `count` rule files. First come the six event checks, then a mix of rules of which
// every thirtieth is a correlation of one before it. The same seed gives the same bytes, and fewer
// rules are the first of more. Precondition: `count` is at least kBasicRules.
[[nodiscard]] std::vector<std::string> make_rules(std::uint64_t seed, std::uint32_t count);

// One file for each text: "rule-0001.yml" and so on. Throws std::exception where it cannot.
void write_rules(const std::filesystem::path& folder, const std::vector<std::string>& rules);

}  // namespace rule_mix
