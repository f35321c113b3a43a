// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/scan_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "trailsift/base/ascii.h"
#include "trailsift/base/time.h"
#include "trailsift/cli/site_values.h"

namespace trailsift::cli {
namespace {

constexpr std::uint64_t kMaxJobs = 256;
constexpr std::uint64_t kMaxDepth = 1024;
constexpr std::uint64_t kKibi = 1024;
constexpr std::uint64_t kMebi = 1024 * kKibi;
constexpr std::uint64_t kGibi = 1ULL << 30;

std::optional<std::uint64_t> within(std::optional<std::uint64_t> number, std::uint64_t low,
                                    std::uint64_t high) {
  return number && *number >= low && *number <= high ? number : std::nullopt;
}

// Puts a value where it belongs; false when it is none of the allowed ones.
template <typename Target, typename Value>
bool put(Target& target, const std::optional<Value>& value) {
  if (value) target = static_cast<Target>(*value);
  return value.has_value();
}

std::optional<OutputFormat> format_of(std::string_view text) {
  if (text == "text") return OutputFormat::kText;
  if (text == "json") return OutputFormat::kJson;
  if (text == "jsonl") return OutputFormat::kJsonLines;
  return std::nullopt;
}

std::optional<report::ColourMode> colour_of(std::string_view text) {
  if (text == "auto") return report::ColourMode::kAuto;
  if (text == "always") return report::ColourMode::kAlways;
  if (text == "never") return report::ColourMode::kNever;
  return std::nullopt;
}

std::optional<detect::Grouping> grouping_of(std::string_view text) {
  if (text == "behaviour") return detect::Grouping::kBehaviour;
  if (text == "none") return detect::Grouping::kNone;
  return std::nullopt;
}

bool add_if(bool good, std::vector<std::string>& list, const std::string& value) {
  if (good) list.push_back(value);
  return good;
}

bool apply_output_flag(FlagId id, const std::string& value, ScanSettings& settings) {
  switch (id) {
    case FlagId::kFormat:
      return put(settings.format, format_of(value));
    case FlagId::kOutput:
    case FlagId::kBaselineOutput:
      settings.output_path = value;
      return !value.empty();
    case FlagId::kMinLevel:
      return put(settings.min_level, sigma::parse_level(value));
    case FlagId::kFailOn:
      settings.fail_on = sigma::parse_level(value);
      return settings.fail_on.has_value();
    case FlagId::kColour:
      return put(settings.colour, colour_of(value));
    case FlagId::kStats:
      return settings.stats = true;
    case FlagId::kQuiet:
      return settings.quiet = true;
    case FlagId::kNoProgress:
      settings.progress = false;
      return true;
    default:
      return false;
  }
}

bool apply_site_flag(FlagId id, const std::string& value, ScanSettings& settings) {
  switch (id) {
    case FlagId::kHomeRegion:
      return add_if(is_region_name(value), settings.scan.home_regions, value);
    case FlagId::kBaseline:
      settings.baseline_paths.push_back(value);
      return !value.empty();
    case FlagId::kGroup:
      return put(settings.scan.grouping, grouping_of(value));
    default:
      return false;
  }
}

bool apply_filter_flag(FlagId id, const std::string& value, ScanSettings& settings) {
  detect::ScanFilter& filter = settings.scan.filter;
  switch (id) {
    case FlagId::kSince:
      return put(filter.since, parse_date_or_timestamp(value));
    case FlagId::kUntil:
      return put(filter.until, parse_date_or_timestamp(value));
    case FlagId::kRegion:
      return add_if(is_region_name(value), filter.regions, value);
    case FlagId::kAccount:
      return add_if(is_account_id(value), filter.accounts, value);
    case FlagId::kFollowSymlinks:
      return settings.scan.follow_symlinked_folders = true;
    default:
      return false;
  }
}

bool apply_limit_flag(FlagId id, const std::string& value, ScanSettings& settings) {
  detect::ScanOptions& scan = settings.scan;
  switch (id) {
    case FlagId::kJobs:
      return put(scan.jobs, within(parse_unsigned(value), 1, kMaxJobs));
    case FlagId::kMaxInflated:
      return put(scan.limits.decode.max_inflated_bytes,
                 within(parse_size(value), kKibi, kKibi * kGibi));
    case FlagId::kMaxRecord:
      return put(scan.limits.parse.max_record_bytes, within(parse_size(value), kKibi, kGibi));
    case FlagId::kMaxDepth:
      return put(scan.limits.parse.max_depth, within(parse_unsigned(value), 1, kMaxDepth));
    case FlagId::kMaxKept:
      return put(scan.most_kept_bytes, within(parse_size(value), kMebi, kKibi * kGibi));
    default:
      return false;
  }
}

bool apply(FlagId id, const std::string& value, ScanSettings& settings) {
  switch (id) {  // without a default, so that no flag is forgotten
    case FlagId::kFormat:
    case FlagId::kOutput:
    case FlagId::kMinLevel:
    case FlagId::kFailOn:
    case FlagId::kColour:
    case FlagId::kStats:
    case FlagId::kQuiet:
    case FlagId::kNoProgress:
    case FlagId::kBaselineOutput:
      return apply_output_flag(id, value, settings);
    case FlagId::kHomeRegion:
    case FlagId::kBaseline:
    case FlagId::kGroup:
      return apply_site_flag(id, value, settings);
    case FlagId::kSince:
    case FlagId::kUntil:
    case FlagId::kRegion:
    case FlagId::kAccount:
    case FlagId::kFollowSymlinks:
      return apply_filter_flag(id, value, settings);
    case FlagId::kJobs:
    case FlagId::kMaxInflated:
    case FlagId::kMaxRecord:
    case FlagId::kMaxDepth:
    case FlagId::kMaxKept:
      return apply_limit_flag(id, value, settings);
    case FlagId::kRules:
    case FlagId::kNoBuiltinRules:
    case FlagId::kConfig:
    case FlagId::kRule:
    case FlagId::kExcludeRule:
    case FlagId::kTag:
    case FlagId::kStatus:
    case FlagId::kLevel:
    case FlagId::kLenient:
      return true;  // read_rule_settings() has read it
    case FlagId::kListFormat:
    case FlagId::kTestFormat:
    case FlagId::kConfigOutput:
    case FlagId::kForce:
    case FlagId::kCheckNoBuiltinRules:
    case FlagId::kHelp:
      return true;  // of other commands
  }
  return false;
}

std::optional<Error> check_together(const ScanSettings& settings) {
  const detect::ScanFilter& filter = settings.scan.filter;
  if (filter.since != kNoTime && filter.until != kNoTime && filter.since >= filter.until) {
    return Error{"empty-interval", "--since must be before --until", {}, ""};
  }
  return std::nullopt;
}

std::vector<std::string> normal_command(const TypedOptions& typed) {
  std::vector<std::string> command = {"trailsift", "scan"};
  for (const Flag& flag : flag_table()) {
    const auto values = typed.values.find(flag.id);
    if (values == typed.values.end() || !flag.shapes_findings) continue;
    for (const std::string& value : values->second) {
      command.push_back(fmt::format("--{}", flag.name));
      if (!flag.value.empty()) command.push_back(value);
    }
  }
  const auto looks_like_flag = [](const std::string& operand) {
    return operand.size() > 1 && operand.front() == '-';
  };
  if (std::any_of(typed.operands.begin(), typed.operands.end(), looks_like_flag)) {
    command.push_back("--");
  }
  command.insert(command.end(), typed.operands.begin(), typed.operands.end());
  return command;
}

}  // namespace

Result<ScanSettings> read_scan_settings(const TypedOptions& typed) {
  auto rules = read_rule_settings(typed);
  if (!rules) return rules.error();
  ScanSettings settings;
  settings.rules = std::move(rules).value();
  settings.scan.paths = typed.operands;
  settings.scan.jobs = std::clamp(std::thread::hardware_concurrency(), 1U, unsigned{kMaxJobs});
  for (const auto& [id, values] : typed.values) {
    for (const std::string& value : values) {
      if (!apply(id, value, settings)) return bad_value(id, value);
    }
  }
  if (auto error = check_together(settings)) return *std::move(error);
  // A window holds at least one whole record.
  settings.scan.limits.decode.max_window_bytes =
      std::max(settings.scan.limits.decode.max_window_bytes,
               2 * settings.scan.limits.parse.max_record_bytes);
  settings.command = normal_command(typed);
  return settings;
}

}  // namespace trailsift::cli
