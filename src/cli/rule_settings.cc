// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rule_settings.h"

#include "trailsift/base/ascii.h"

namespace trailsift::cli {
namespace {

bool add_unless_empty(std::vector<std::string>& list, const std::string& value) {
  if (!value.empty()) list.push_back(value);
  return !value.empty();
}

// False when the value is none of the allowed ones. Flags about other things are left alone.
bool apply(FlagId id, const std::string& value, RuleSettings& settings) {
  switch (id) {
    case FlagId::kRules:
      return add_unless_empty(settings.sources.paths, value);
    case FlagId::kNoBuiltinRules:
    case FlagId::kCheckNoBuiltinRules:
      settings.sources.builtin = false;
      return true;
    case FlagId::kConfig:
      settings.config_path = value;
      return !value.empty();
    case FlagId::kRule:
      return add_unless_empty(settings.criteria.rules, value);
    case FlagId::kExcludeRule:
      return add_unless_empty(settings.criteria.excluded, value);
    case FlagId::kTag:
      return add_unless_empty(settings.criteria.tags, value);
    case FlagId::kStatus:
      settings.criteria.statuses.push_back(value);
      return is_one_of(value, sigma::kStatusNames);
    case FlagId::kLevel:
      settings.criteria.level = sigma::parse_level(value);
      return settings.criteria.level.has_value();
    case FlagId::kLenient:
      return settings.lenient = true;
    default:
      return true;
  }
}

}  // namespace

Result<RuleSettings> read_rule_settings(const TypedOptions& typed) {
  RuleSettings settings;
  for (const auto& [id, values] : typed.values) {
    for (const std::string& value : values) {
      if (!apply(id, value, settings)) return bad_value(id, value);
    }
  }
  return settings;
}

}  // namespace trailsift::cli
