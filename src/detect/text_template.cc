// SPDX-License-Identifier: Apache-2.0
#include "detect/text_template.h"

#include <algorithm>
#include <array>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

constexpr std::array<std::string_view, 17> kFindingPlaceholders = {
    "account",       "actor",       "actor_name", "calls",      "count",  "credential",
    "event_names",   "first_seen",  "last_seen",  "outcome",    "region", "source_ip",
    "spike.average", "spike.begin", "spike.end",  "spike.peak", "times"};

// The name in the placeholder at the front of `text`, or nothing.
std::string_view placeholder_name(std::string_view text) {
  if (text.front() != '{') return {};
  const std::size_t end = text.find_first_of("{} \t\n", 1);
  if (end == std::string_view::npos || text[end] != '}') return {};
  return text.substr(1, end - 1);
}

// Calls one of both for each part of `text`, in order; literals come in pieces.
template <typename TakeLiteral, typename TakePlaceholder>
void for_each_part(std::string_view text, const TakeLiteral& take_literal,
                   const TakePlaceholder& take_placeholder) {
  while (!text.empty()) {
    if (text.starts_with("{{") || text.starts_with("}}")) {
      take_literal(text.substr(0, 1));
      text.remove_prefix(2);
      continue;
    }
    const std::string_view name = placeholder_name(text);
    if (!name.empty()) {
      take_placeholder(name);
      text.remove_prefix(name.size() + 2);
      continue;
    }
    const std::size_t literal = std::min({text.find('{', 1), text.find('}', 1), text.size()});
    take_literal(text.substr(0, literal));
    text.remove_prefix(literal);
  }
}

}  // namespace

std::vector<TemplatePart> parse_template(std::string_view text) {
  std::vector<TemplatePart> parts;
  const auto take_literal = [&](std::string_view piece) {
    if (parts.empty() || parts.back().is_placeholder) parts.push_back({false, ""});
    parts.back().text += piece;
  };
  for_each_part(text, take_literal, [&](std::string_view name) {
    parts.push_back({true, std::string(name)});
  });
  return parts;
}

std::vector<std::string_view> placeholder_names(std::string_view placeholder) {
  std::vector<std::string_view> names;
  for (;;) {
    const std::size_t bar = placeholder.find('|');
    const std::string_view name = placeholder.substr(0, bar);
    const bool last = bar == std::string_view::npos;
    if (last || !name.empty()) names.push_back(name);
    if (last) return names;
    placeholder.remove_prefix(bar + 1);
  }
}

bool is_finding_placeholder(std::string_view name) { return is_one_of(name, kFindingPlaceholders); }

std::vector<std::string> template_fields(std::string_view text) {
  std::vector<std::string> fields;
  const auto take_placeholder = [&](std::string_view placeholder) {
    for (const std::string_view name : placeholder_names(placeholder)) {
      if (!name.empty() && !is_finding_placeholder(name)) fields.emplace_back(name);
    }
  };
  for_each_part(
      text, [](std::string_view) {}, take_placeholder);
  return fields;
}

}  // namespace trailsift::detect
