// SPDX-License-Identifier: Apache-2.0
#include "detect/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "detect/text_template.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {
namespace {

constexpr std::string_view kUnknown = "unknown";
constexpr std::size_t kMaxValueBytes = 120;

std::string or_unknown(std::string_view text) {
  return std::string(text.empty() ? kUnknown : text);
}

// Cut between characters.
std::string bounded(std::string_view text) {
  if (text.size() <= kMaxValueBytes) return or_unknown(text);
  std::size_t end = kMaxValueBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

// A sentence says how many more there are; a command to be typed takes one value.
enum class ListStyle : std::uint8_t { kFirstAndMore, kFirst };

std::string first_and_more(const std::vector<std::string>& list,
                           ListStyle style = ListStyle::kFirstAndMore) {
  if (list.empty()) return std::string(kUnknown);
  if (list.size() == 1 || style == ListStyle::kFirst) return bounded(list.front());
  return fmt::format("{} +{} more", bounded(list.front()), list.size() - 1);
}

std::vector<std::string> event_names(const Finding& finding) {
  std::vector<std::string> names;
  for (const EventKind& kind : finding.events) names.push_back(or_unknown(kind.name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

// Up to three by name.
std::string event_name_text(const Finding& finding) {
  constexpr std::size_t kNamed = 3;
  const std::vector<std::string> names = event_names(finding);
  if (names.empty()) return std::string(kUnknown);
  std::string text;
  for (std::size_t i = 0; i < std::min(kNamed, names.size()); ++i) {
    text += (i == 0 ? "" : ", ") + bounded(names[i]);
  }
  return names.size() > kNamed ? fmt::format("{} +{} more", text, names.size() - kNamed) : text;
}

std::string outcome_text(const OutcomeCounts& outcome) {
  const std::uint64_t total = outcome.success + outcome.denied + outcome.failed;
  if (outcome.success == total) return "success";
  if (outcome.denied == total) return "denied";
  if (outcome.failed == total) return "failed";
  std::string text;
  const auto add = [&](std::uint64_t count, std::string_view word) {
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  };
  add(outcome.success, "succeeded");
  add(outcome.denied, "denied");
  add(outcome.failed, "failed");
  return text;
}

std::string times_text(std::uint64_t count) {
  if (count == 1) return "once";
  return count == 2 ? "twice" : fmt::format("{} times", count);
}

std::string matched_value(const Finding& finding, std::string_view name) {
  for (const auto& [field, value] : finding.matched) {
    if (field == name) return bounded(value);
  }
  return std::string(kUnknown);
}

std::string named_value(const Finding& finding, std::string_view name, ListStyle style) {
  if (name.empty()) return "";
  if (name == "actor") return bounded(finding.actor.arn);
  if (name == "actor_name") return bounded(finding.actor.name);
  if (name == "account") return bounded(finding.account_id);
  if (name == "source_ip") return first_and_more(finding.source_ips, style);
  if (name == "region") return first_and_more(finding.regions, style);
  if (name == "credential") return bounded(finding.actor.credential);
  if (name == "count") return std::to_string(finding.count);
  if (name == "calls")
    return finding.count == 1 ? "1 call" : fmt::format("{} calls", finding.count);
  if (name == "times") return times_text(finding.count);
  if (name == "event_names") return event_name_text(finding);
  if (name == "outcome") return outcome_text(finding.outcome);
  if (name == "first_seen") return bounded(format_timestamp(finding.first_seen));
  if (name == "last_seen") return bounded(format_timestamp(finding.last_seen));
  return matched_value(finding, name);
}

std::string placeholder_value(const Finding& finding, std::string_view placeholder,
                              ListStyle style) {
  std::string value;
  for (const std::string_view name : placeholder_names(placeholder)) {
    value = named_value(finding, name, style);
    if (value != kUnknown) break;
  }
  return value;
}

// "responseElements.instanceId" -> "INSTANCE_ID": what stands in a command for a value that is not
// known.
std::string blank_for(std::string_view placeholder) {
  const std::string_view name = placeholder_names(placeholder).back();
  std::string blank;
  for (const char c : name.substr(name.rfind('.') + 1)) {
    if (c >= 'A' && c <= 'Z' && !blank.empty()) blank += '_';
    blank += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return blank;
}

// `value` as one word for a shell. Steps hold commands that a person copies into a terminal, and
// the values in them may be an attacker's.
std::string shell_word(const std::string& value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
           std::string_view("_-./:@=+,").find(c) != std::string_view::npos;
  });
  if (plain && !value.starts_with('-')) return value;
  std::string quoted = "'";
  for (const char c : value) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string step_value(const Finding& finding, std::string_view placeholder) {
  std::string value = placeholder_value(finding, placeholder, ListStyle::kFirst);
  if (value.empty()) return value;
  return value == kUnknown ? blank_for(placeholder) : shell_word(value);
}

std::string fill(const std::string& text, const Finding& finding, ListStyle style) {
  std::string filled;
  for (const TemplatePart& part : parse_template(text)) {
    if (!part.is_placeholder) {
      filled += part.text;
    } else if (style == ListStyle::kFirst) {
      filled += step_value(finding, part.text);
    } else {
      filled += placeholder_value(finding, part.text, style);
    }
  }
  return filled;
}

bool asks_outcome(const std::string& text) {
  const std::vector<TemplatePart> parts = parse_template(text);
  return std::any_of(parts.begin(), parts.end(), [](const TemplatePart& part) {
    return part.is_placeholder && part.text == "outcome";
  });
}

std::string with_outcome(std::string sentence, const Finding& finding) {
  const bool period = sentence.ends_with('.');
  if (period) sentence.pop_back();
  return fmt::format("{} ({}){}", sentence, outcome_text(finding.outcome), period ? "." : "");
}

std::string calls_text(const Finding& finding) {
  const std::vector<std::string> names = event_names(finding);
  if (names.size() != 1) {
    return fmt::format("made {} calls ({})", finding.count, event_name_text(finding));
  }
  if (finding.count == 1) return "called " + bounded(names.front());
  return fmt::format("called {} {} times", bounded(names.front()), finding.count);
}

std::string default_summary(const Finding& finding) {
  std::string text = fmt::format("{} {}", bounded(finding.actor.name), calls_text(finding));
  if (!finding.regions.empty()) text += " in " + first_and_more(finding.regions);
  if (!finding.source_ips.empty()) text += " from " + first_and_more(finding.source_ips);
  return text;
}

std::vector<std::string> default_steps(const Finding& finding) {
  std::vector<std::string> steps;
  steps.push_back(fmt::format("Ask whoever answers for {} whether this was their doing.",
                              bounded(finding.actor.name)));
  const bool has_credential = !finding.actor.credential.empty();
  steps.push_back(
      fmt::format("If it was not, disable {} and read what it and {} did before and after.",
                  has_credential ? bounded(finding.actor.credential) : "the credential",
                  finding.source_ips.empty() ? "the address" : first_and_more(finding.source_ips)));
  return steps;
}

}  // namespace

const std::string& rule_label(const sigma::Rule& rule) {
  if (!rule.name.empty()) return rule.name;
  return rule.title.empty() ? rule.id : rule.title;
}

std::string render_summary(const sigma::Rule& rule, const Finding& finding) {
  const std::string& own = rule.presentation.summary;
  std::string sentence =
      own.empty() ? default_summary(finding) : fill(own, finding, ListStyle::kFirstAndMore);
  const bool refused = finding.outcome.success == 0 && finding.count > 0;
  return refused && !asks_outcome(own) ? with_outcome(std::move(sentence), finding) : sentence;
}

std::vector<std::string> render_next_steps(const sigma::Rule& rule, const Finding& finding) {
  if (rule.presentation.next_steps.empty()) return default_steps(finding);
  std::vector<std::string> steps;
  for (const std::string& step : rule.presentation.next_steps) {
    steps.push_back(fill(step, finding, ListStyle::kFirst));
  }
  return steps;
}

}  // namespace trailsift::detect
