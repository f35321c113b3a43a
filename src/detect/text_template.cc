// SPDX-License-Identifier: Apache-2.0
#include "detect/text_template.h"

#include <algorithm>
#include <array>
#include <utility>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

constexpr std::array<std::string_view, 24> kFindingPlaceholders = {
    "account",         "actor",
    "actor_name",      "actor_owner",
    "calls",           "count",
    "credential",      "credential_lookup",
    "event_names",     "first_seen",
    "last_seen",       "outcome",
    "region",          "region_option",
    "resources",       "source_ip",
    "spike.average",   "spike.average_size",
    "spike.begin",     "spike.end",
    "spike.peak",      "spike.peak_size",
    "stop_credential", "times"};

constexpr std::string_view kOptionalBegin = "{?";

constexpr bool ends_name(char letter) {
  return letter == '{' || letter == '}' || letter == ' ' || letter == '\t' || letter == '\n';
}

// The name in the placeholder at the front of `text`, or nothing.
std::string_view placeholder_name(std::string_view text) {
  if (text.front() != '{' || text.starts_with(kOptionalBegin)) return {};
  std::size_t end = 1;
  while (end < text.size() && !ends_name(text[end])) ++end;
  if (end == text.size() || text[end] != '}') return {};
  return text.substr(1, end - 1);
}

// What is in the optional part at the front of `text`, or nothing.
std::string_view optional_content(std::string_view text) {
  if (!text.starts_with(kOptionalBegin)) return {};
  std::size_t at = kOptionalBegin.size();
  while (at < text.size() && text[at] != '}') {
    const std::string_view name = placeholder_name(text.substr(at));
    if (text[at] == '{' && name.empty()) return {};
    at += name.empty() ? 1 : name.size() + 2;
  }
  if (at >= text.size()) return {};
  return text.substr(kOptionalBegin.size(), at - kOptionalBegin.size());
}

class TemplateParser {
 public:
  std::vector<TemplatePart> parse(std::string_view text) {
    while (!text.empty()) text.remove_prefix(take_part(text));
    return std::move(parts_);
  }

 private:
  // Takes what is at the front of `text` and says how long it is.
  std::size_t take_part(std::string_view text) {
    if (text.starts_with("{{") || text.starts_with("}}"))
      return take_literal(text.substr(0, 1)) + 1;
    if (const std::string_view content = optional_content(text); !content.empty()) {
      take_optional(content);
      return kOptionalBegin.size() + content.size() + 1;
    }
    if (const std::string_view name = placeholder_name(text); !name.empty()) {
      take_placeholder(name);
      return name.size() + 2;
    }
    return take_literal(text.substr(0, std::min(text.find('{', 1), text.find('}', 1))));
  }

  std::size_t take_literal(std::string_view piece) {
    if (parts_.empty() || parts_.back().is_placeholder || parts_.back().optional != optional_) {
      parts_.push_back({false, "", optional_});
    }
    parts_.back().text += piece;
    return piece.size();
  }

  void take_optional(std::string_view content) {
    optional_ = ++optional_count_;
    while (!content.empty()) content.remove_prefix(take_part(content));
    optional_ = 0;
  }

  void take_placeholder(std::string_view name) {
    const bool takes_word = name == "credential" && optional_ == 0 && ends_with_word(" with ");
    if (takes_word) {
      parts_.back().text.resize(parts_.back().text.size() - std::string_view(" with ").size());
      optional_ = ++optional_count_;
      take_literal(" with ");
    }
    parts_.push_back({true, std::string(name), optional_});
    if (takes_word) optional_ = 0;
  }

  bool ends_with_word(std::string_view word) const {
    return !parts_.empty() && !parts_.back().is_placeholder && parts_.back().optional == 0 &&
           parts_.back().text.ends_with(word);
  }

  std::vector<TemplatePart> parts_;
  std::uint32_t optional_ = 0;  // the optional part that is read
  std::uint32_t optional_count_ = 0;
};

}  // namespace

std::vector<TemplatePart> parse_template(std::string_view text) {
  return TemplateParser().parse(text);
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

// Without making parts, of which rules have thousands at every start.
std::vector<std::string> template_fields(std::string_view text) {
  std::vector<std::string> fields;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at)) {
    const std::string_view rest = text.substr(at);
    const std::string_view placeholder = placeholder_name(rest);
    at += rest.starts_with("{{") ? 2 : placeholder.size() + 1;
    if (placeholder.empty()) continue;
    for (const std::string_view name : placeholder_names(placeholder)) {
      if (!name.empty() && !is_finding_placeholder(name)) fields.emplace_back(name);
    }
  }
  return fields;
}

}  // namespace trailsift::detect
