// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "detect/compiled_rules.h"
#include "detect/merged_hits.h"
#include "trailsift/detect/finding.h"

namespace trailsift::detect {

// What a finding is made from.
struct FindingSource {
  const sigma::Rule& rule;
  std::span<const std::uint32_t> hits;  // numbers of merged hits, by time; not empty
  std::vector<std::pair<std::string, std::string>> group;    // of a correlation: field, value
  std::vector<std::pair<std::string, std::string>> figures;  // of a spike: name, value
  // The hits may be of several rules, and then one event may be there more than once.
  bool several_rules = false;
  // The hit whose values are shown and named first; nothing: the first one.
  std::optional<std::uint32_t> lead = std::nullopt;
  bool is_usual = false;  // see usual_firings.h
};

// The finding, its sentences included.
[[nodiscard]] Finding build_finding(const FindingSource& source, const CompiledRules& rules,
                                    const MergedHits& hits);

// The short name of a derived.principal: the last part of an ARN, "root", or the text itself; of a
// session of IAM Identity Center the person and, in brackets, the permission set.
[[nodiscard]] std::string short_principal_name(std::string_view principal);

}  // namespace trailsift::detect
