// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "trailsift/base/size_text.h"
#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::report {
namespace {

using detect::ScanSummary;

constexpr std::size_t kLossesShown = 20;
constexpr std::size_t kSilentReasonsShown = 10;
constexpr std::size_t kSilentNamesShown = 4;
constexpr std::size_t kItemColumns = 60;
constexpr std::size_t kItemsListed = 40;

// Joins what is not empty with ", ".
class Phrases {
 public:
  void add(const std::string& phrase) {
    if (!text_.empty()) text_ += ", ";
    text_ += phrase;
  }
  void add_unless_zero(std::uint64_t number, std::string_view words) {
    if (number > 0) add(with_commas(number) + " " + std::string(words));
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string files_text(const ScanSummary& summary) {
  Phrases phrases;
  phrases.add(with_commas(summary.files_read) + " read");
  phrases.add_unless_zero(summary.files_damaged, "damaged");
  phrases.add_unless_zero(summary.files_skipped, "skipped");
  phrases.add_unless_zero(summary.files_not_read, "not read");
  return fmt::format("{}: {}; {}, {} inflated", with_commas(summary.files_total), phrases.text(),
                     size_text(summary.bytes_read), size_text(summary.bytes_inflated));
}

std::string events_text(const ScanSummary& summary) {
  Phrases phrases;
  phrases.add(with_commas(summary.events) + " analysed");
  phrases.add_unless_zero(summary.duplicates, "duplicate deliveries dropped");
  phrases.add_unless_zero(summary.id_conflicts,
                          "with the id of another event but other content (kept)");
  phrases.add_unless_zero(summary.events_without_time, "without a readable time");
  phrases.add_unless_zero(summary.events_outside_filters, "outside the filters");
  return phrases.text();
}

std::string time_text(const ScanSummary& summary) {
  if (summary.first == kNoTime) return "none";
  return fmt::format("{} to {}", format_timestamp(summary.first), format_timestamp(summary.last));
}

std::string list_text(const std::vector<std::string>& items, std::size_t most = kItemsListed,
                      std::size_t max_columns = kItemColumns) {
  return items.empty() ? "none" : listed(items, most, max_columns);
}

std::string counts_text(const std::map<std::string, std::uint64_t>& counts) {
  Phrases phrases;
  for (const auto& [name, number] : counts) {
    phrases.add(fmt::format("{} {}", with_commas(number), safe_text(name, 80)));
  }
  return phrases.text();
}

// A hit that two filters object to counts for each of them, so there is no sum.
std::string filtered_text(const ScanSummary& summary) {
  Phrases phrases;
  for (const auto& [name, number] : summary.filtered) {
    phrases.add(fmt::format("{} by {}", counted(number, "hit"), safe_text(name, 80)));
  }
  return phrases.text();
}

std::string rules_text(const ScanSummary& summary) {
  return fmt::format("{} loaded, {} refused, {} for other logs, {} left out, {} silent; {}",
                     with_commas(summary.rules_loaded), with_commas(summary.rules_refused),
                     with_commas(summary.rules_not_applicable), with_commas(summary.rules_left_out),
                     with_commas(summary.silent_rules.size()), summary.rules_digest.substr(0, 23));
}

void add_home_regions(TextLayout& layout, const ScanSummary& summary) {
  if (!summary.home_regions.empty()) {
    layout.labelled("home", list_text(summary.home_regions) + " (configured)");
    return;
  }
  std::string_view label = "home";
  for (const detect::AssumedHomeRegion& home : summary.assumed_home_regions) {
    layout.labelled(label, fmt::format("{} for account {}, assumed: {}", safe_text(home.region),
                                       safe_text(home.account_id), safe_text(home.reason)));
    label = "";
  }
}

void add_assumed_lists(TextLayout& layout, const ScanSummary& summary) {
  for (const auto& [name, list] : summary.assumed_lists) {
    layout.labelled("assumed", fmt::format("{}: {} ({})", safe_text(name), list_text(list.values),
                                           list.reason));
  }
}

// Rules that are silent for the same reason, in the order in which the reasons come.
std::vector<std::pair<std::string, std::vector<std::string>>> silent_by_reason(
    const ScanSummary& summary) {
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (const detect::SilentRule& rule : summary.silent_rules) {
    auto known = std::find_if(reasons.begin(), reasons.end(),
                              [&](const auto& entry) { return entry.first == rule.reason; });
    if (known == reasons.end()) known = reasons.insert(reasons.end(), {rule.reason, {}});
    known->second.push_back(rule.rule_name);
  }
  return reasons;
}

void add_silent_rules(TextLayout& layout, const ScanSummary& summary) {
  std::string_view label = "silent";
  const auto reasons = silent_by_reason(summary);
  const std::size_t shown = std::min(reasons.size(), kSilentReasonsShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& [reason, names] = reasons[i];
    const std::string rules = list_text(names, kSilentNamesShown, kMaxShownColumns);
    layout.labelled(label, fmt::format("{}: {}", rules, safe_text(reason)));
    label = "";
  }
  if (reasons.size() > shown) {
    layout.item("and " + counted(reasons.size() - shown, "more reason"));
  }
}

std::string loss_text(const detect::Loss& loss) {
  std::string text = fmt::format("{}: {}", safe_text(loss.file), safe_text(loss.reason));
  if (loss.position > 0) text += fmt::format(" at byte {}", with_commas(loss.position));
  text += fmt::format(", {} kept", counted(loss.records_kept, "record"));
  if (!loss.detail.empty()) text += fmt::format(" ({})", safe_text(loss.detail));
  return text;
}

void add_losses(TextLayout& layout, const ScanSummary& summary) {
  if (summary.losses.empty()) return;
  std::map<std::string, std::uint64_t> reasons;
  for (const detect::Loss& loss : summary.losses) ++reasons[loss.reason];
  layout.labelled("losses", counts_text(reasons), Ink::kYellow);
  const std::size_t shown = std::min(summary.losses.size(), kLossesShown);
  for (std::size_t i = 0; i < shown; ++i) layout.item(loss_text(summary.losses[i]));
  if (summary.losses.size() > shown) {
    layout.item(fmt::format("and {} more", with_commas(summary.losses.size() - shown)));
  }
}

std::string findings_text(const SummaryContext& context) {
  std::uint64_t all = 0;
  Phrases levels;
  for (std::size_t level = context.shown_by_level.size(); level-- > 0;) {
    all += context.shown_by_level[level];
    levels.add_unless_zero(context.shown_by_level[level],
                           sigma::to_string(static_cast<sigma::Level>(level)));
  }
  std::string text = with_commas(all);
  if (all > 0) text += ": " + levels.text();
  if (context.hidden > 0) {
    text += fmt::format("; {} below {} not shown", with_commas(context.hidden), context.min_level);
  }
  return text;
}

std::string speed_text(const ScanSummary& summary, double seconds) {
  if (seconds <= 0) return "";
  const auto per_second = [&](std::uint64_t number) {
    return static_cast<std::uint64_t>(static_cast<double>(number) / seconds);
  };
  return fmt::format("{:.2f} s, {} events/s, {}/s inflated", seconds,
                     with_commas(per_second(summary.events)),
                     size_text(per_second(summary.bytes_inflated)));
}

void add_loudest(TextLayout& layout, const SummaryContext& context) {
  std::string_view label = "loudest";
  for (const RuleLoudness& rule : context.loudest) {
    layout.labelled(label,
                    fmt::format("{}: {} of {}", safe_text(rule.rule_name),
                                counted(rule.findings, "finding"), counted(rule.events, "event")));
    label = "";
  }
}

std::string interruption_text(const ScanSummary& summary) {
  if (!summary.interrupted) return "";
  return fmt::format("{} not read; everything here is about what was read before",
                     counted(summary.files_not_read, "file"));
}

}  // namespace

std::vector<RuleLoudness> loudest_rules(std::span<const detect::Finding> findings) {
  constexpr std::size_t kMost = 10;
  std::map<std::string, RuleLoudness> rules;
  for (const detect::Finding& finding : findings) {
    RuleLoudness& rule = rules[finding.rule_name];
    rule.rule_name = finding.rule_name;
    ++rule.findings;
    rule.events += finding.count;
  }
  std::vector<RuleLoudness> loudest;
  for (auto& [name, rule] : rules) loudest.push_back(std::move(rule));
  std::stable_sort(
      loudest.begin(), loudest.end(), [](const RuleLoudness& left, const RuleLoudness& right) {
        return std::tie(left.findings, left.events) > std::tie(right.findings, right.events);
      });
  if (loudest.size() > kMost) loudest.resize(kMost);
  return loudest;
}

std::string opening_line(const ScanSummary& summary, const TextStyle& style) {
  std::string text =
      fmt::format("Read {} ({}, {} inflated): {}",
                  counted(summary.files_read + summary.files_damaged, "CloudTrail file"),
                  size_text(summary.bytes_read), size_text(summary.bytes_inflated),
                  counted(summary.events, "event"));
  if (!summary.accounts.empty()) text += " of " + counted(summary.accounts.size(), "account");
  if (summary.first != kNoTime) text += ", " + time_text(summary);
  std::string lines;
  for (const std::string& line : wrap(text + ".", style.width)) lines += line + "\n";
  return lines + "\n";
}

std::string closing_summary(const ScanSummary& summary, const SummaryContext& context,
                            const TextStyle& style) {
  TextLayout layout(style);
  layout.raw("\n" + paint("Summary", Ink::kBold, style) + "\n");
  layout.labelled("stopped", interruption_text(summary), Ink::kYellow);
  if (!context.learns) layout.labelled("findings", findings_text(context));
  layout.labelled("files", files_text(summary));
  layout.labelled("events", events_text(summary));
  layout.labelled("time", time_text(summary));
  layout.labelled("accounts", list_text(summary.accounts));
  layout.labelled("regions", list_text(summary.regions));
  add_home_regions(layout, summary);
  add_assumed_lists(layout, summary);
  layout.labelled("rules", rules_text(summary));
  add_silent_rules(layout, summary);
  add_loudest(layout, context);
  layout.labelled("filtered", filtered_text(summary));
  layout.labelled("config", safe_text(context.config_file));
  layout.labelled("skipped", counts_text(summary.skipped));
  add_losses(layout, summary);
  layout.labelled("speed", speed_text(summary, context.seconds));
  return layout.take();
}

}  // namespace trailsift::report
