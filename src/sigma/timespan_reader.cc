// SPDX-License-Identifier: Apache-2.0
#include "sigma/timespan_reader.h"

#include <optional>
#include <string_view>
#include <utility>

#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

// "90m" in seconds: a number above zero and s, m, h, d or w.
std::optional<std::uint64_t> parse_timespan(std::string_view text) {
  constexpr std::size_t kLongest = 10;  // as the schema of the specification has it
  if (text.size() < 2 || text.size() > kLongest) return std::nullopt;
  constexpr std::pair<char, std::uint64_t> kUnits[] = {
      {'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86'400}, {'w', 604'800}};
  const std::optional<std::uint64_t> number = parse_unsigned(text.substr(0, text.size() - 1));
  if (!number || *number == 0) return std::nullopt;
  for (const auto& [unit, seconds] : kUnits) {
    if (text.back() == unit) return *number * seconds;
  }
  return std::nullopt;
}

}  // namespace

std::uint64_t read_timespan(const YamlNode& node, DiagnosticLog& log) {
  const std::optional<std::uint64_t> seconds = parse_timespan(node.text);
  if (!seconds) {
    log.add(Code::kBadTimespan, node.position, in_quotes(node.text) + " is not a timespan",
            "Write a number above zero and s, m, h, d or w, like 90m.");
  }
  return seconds.value_or(0);
}

}  // namespace trailsift::sigma
