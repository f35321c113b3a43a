// SPDX-License-Identifier: Apache-2.0
#include "detect/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "detect/responder_text.h"
#include "detect/text_template.h"
#include "detect/value_text.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/size_text.h"
#include "trailsift/base/time.h"

namespace trailsift::detect {
namespace {

constexpr std::string_view kUnknown = "unknown";
std::string or_unknown(std::string_view text) {
  return std::string(text.empty() ? kUnknown : text);
}

std::string bounded(std::string_view text) { return or_unknown(bounded_value(text)); }

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

std::string matched_size(const Finding& finding, std::string_view name) {
  const std::optional<double> bytes = parse_double(matched_value(finding, name));
  return bytes && *bytes >= 0 && *bytes < 1e18 ? size_text(static_cast<std::uint64_t>(*bytes))
                                               : std::string(kUnknown);
}

// Texts that quote by themselves what a shell would not take for a word.
std::optional<std::string> responder_text(const Finding& finding, std::string_view name) {
  if (name == "actor_owner") return or_unknown(actor_owner(finding));
  if (name == "credential_lookup") return or_unknown(credential_lookup(finding));
  if (name == "region_option") return region_option(finding);
  if (name == "stop_credential") return stop_credential(finding);
  return std::nullopt;
}

std::string plain_value(const Finding& finding, std::string_view name, ListStyle style) {
  if (name == "actor") return bounded(finding.actor.arn);
  if (name == "actor_name") return bounded(finding.actor.name);
  if (name == "account") return bounded(finding.account_id);
  if (name == "source_ip") return first_and_more(finding.source_ips, style);
  if (name == "region") return first_and_more(finding.regions, style);
  if (name == "resources") return first_and_more(finding.resources, style);
  if (name == "credential") return bounded(finding.actor.credential);
  if (name == "count") return std::to_string(finding.count);
  if (name == "calls")
    return finding.count == 1 ? "1 call" : fmt::format("{} calls", finding.count);
  if (name == "times") return times_text(finding.count);
  if (name == "event_names") return event_name_text(finding);
  if (name == "outcome") return outcome_text(finding.outcome);
  if (name == "first_seen") return bounded(format_timestamp(finding.first_seen));
  if (name == "last_seen") return bounded(format_timestamp(finding.last_seen));
  if (name == "spike.average_size") return matched_size(finding, "spike.average");
  if (name == "spike.peak_size") return matched_size(finding, "spike.peak");
  return matched_value(finding, name);
}

// As it is put into the text. Steps hold commands.
std::string named_value(const Finding& finding, std::string_view name, ListStyle style) {
  if (name.empty()) return "";
  if (std::optional<std::string> text = responder_text(finding, name)) return *std::move(text);
  const std::string value = plain_value(finding, name, style);
  return style == ListStyle::kFirst && value != kUnknown ? shell_word(value) : value;
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

// "dBClusterId" -> "DB_CLUSTER_ID": what stands in a command for a value that is not known. Records
// write the first letter small, also of a name that begins with an abbreviation.
std::string blank_for(std::string_view placeholder) {
  const auto is_large = [](char c) { return c >= 'A' && c <= 'Z'; };
  std::string_view name = placeholder_names(placeholder).back();
  name.remove_prefix(name.rfind('.') + 1);
  std::string blank;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool word_follows = i + 1 < name.size() && !is_large(name[i + 1]);
    const bool word_ended = i > 1 && !is_large(name[i - 1]);
    if (i > 0 && is_large(name[i]) && (word_follows || word_ended)) blank += '_';
    const bool is_small = name[i] >= 'a' && name[i] <= 'z';
    blank += is_small ? static_cast<char>(name[i] - 'a' + 'A') : name[i];
  }
  return blank;
}

struct FilledPart {
  std::string text;
  std::uint32_t optional = 0;
};

// The parts of a template without the optional ones that lack a value.
std::string joined(const std::vector<FilledPart>& parts, const std::set<std::uint32_t>& left_out) {
  std::string text;
  for (const FilledPart& part : parts) {
    if (!left_out.contains(part.optional)) text += part.text;
  }
  return text;
}

// Nobody can be asked and nothing be looked up where these have no value.
bool is_needed_by_step(std::string_view placeholder) {
  constexpr std::array<std::string_view, 3> kNeeded = {"actor_owner", "credential",
                                                       "credential_lookup"};
  return is_one_of(placeholder, kNeeded);
}

// "" for a step that cannot be taken.
std::string fill(const std::string& text, const Finding& finding, ListStyle style) {
  std::vector<FilledPart> filled;
  std::set<std::uint32_t> left_out;
  for (const TemplatePart& part : parse_template(text)) {
    filled.push_back({part.text, part.optional});
    if (!part.is_placeholder) continue;
    std::string& value = filled.back().text = placeholder_value(finding, part.text, style);
    if (value != kUnknown) continue;
    const bool is_step = style == ListStyle::kFirst;
    if (part.optional != 0) {
      left_out.insert(part.optional);
    } else if (is_step && is_needed_by_step(part.text)) {
      return "";
    }
    if (is_step) value = blank_for(part.text);
  }
  return joined(filled, left_out);
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
    std::string filled = fill(step, finding, ListStyle::kFirst);
    if (!filled.empty()) steps.push_back(std::move(filled));
  }
  return steps;
}

}  // namespace trailsift::detect
