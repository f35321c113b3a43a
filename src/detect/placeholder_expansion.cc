// SPDX-License-Identifier: Apache-2.0
#include "detect/placeholder_expansion.h"

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

bool is_name_char(char c) {
  const char lower = to_lower(c);
  return (lower >= 'a' && lower <= 'z') || is_digit(c) || c == '_' || c == '-' || c == '.';
}

// The name between the '%' at the front of `text` and the next one, or nothing.
std::string_view placeholder_at_front(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && is_name_char(text[end])) ++end;
  if (end == 1 || end == text.size() || text[end] != '%') return {};
  return text.substr(1, end - 1);
}

std::vector<std::string> append_each(const std::vector<std::string>& texts,
                                     const std::vector<std::string>& values) {
  std::vector<std::string> result;
  result.reserve(texts.size() * values.size());
  for (const std::string& text : texts) {
    for (const std::string& value : values) result.push_back(text + value);
  }
  return result;
}

}  // namespace

Expansion expand_placeholders(std::string_view text, const Placeholders& placeholders) {
  Expansion expansion{{""}, {}, ""};
  while (!text.empty()) {
    const bool escaped = text.starts_with("\\%");
    if (escaped) text.remove_prefix(1);
    const bool may_begin = !escaped && text.front() == '%';
    const std::string_view name = may_begin ? placeholder_at_front(text) : "";
    if (name.empty()) {
      for (std::string& result : expansion.texts) result += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto list = placeholders.find(std::string(name));
    if (list == placeholders.end()) return {{}, {}, std::string(name)};
    expansion.lists.emplace_back(name);
    expansion.texts = append_each(expansion.texts, list->second);
    text.remove_prefix(name.size() + 2);
  }
  return expansion;
}

Placeholders with_lists_without_entry(const Placeholders& configured, const Placeholders& assumed) {
  Placeholders lists = configured;
  lists.try_emplace("auditors");
  for (const Placeholders* known : {&configured, &assumed}) {
    const auto trusted = known->find("trusted_accounts");
    if (trusted != known->end()) lists.try_emplace("own_accounts", trusted->second);
  }
  lists.try_emplace("own_accounts");
  return lists;
}

}  // namespace trailsift::detect
