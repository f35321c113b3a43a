// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/zone_file.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "trailsift/base/ascii.h"
#include "trailsift/io/text_file.h"

namespace trailsift::io {
namespace {

constexpr std::size_t kMaxBytes = 1U << 20;

// Leads to nothing outside the folder.
bool is_zone_name(const std::string& name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    const char lower = to_lower(c);
    return (lower >= 'a' && lower <= 'z') || is_digit(c) || c == '_' || c == '-' || c == '+' ||
           c == '/';
  });
  return plain && !name.empty() && name.front() != '/';
}

std::optional<TimeZone> read_zone_file(const std::string& path) {
  const auto bytes = read_text_file(path, kMaxBytes);
  return bytes ? TimeZone::parse_file(bytes.value()) : std::nullopt;
}

}  // namespace

Result<TimeZone> find_time_zone(const std::string& name, const std::string& folder) {
  std::optional<TimeZone> zone = TimeZone::parse_offset(name);
  if (!zone && is_zone_name(name)) zone = read_zone_file(folder + "/" + name);
  if (!zone) zone = TimeZone::parse_rule(name);
  if (zone) return *std::move(zone);
  return Error{
      "unknown-zone",
      "there is no time zone \"" + name + "\" in " + folder,
      {},
      "a zone is a name such as Europe/Berlin, an offset such as +02:00, or a rule such as "
      "CET-1CEST,M3.5.0,M10.5.0/3"};
}

}  // namespace trailsift::io
