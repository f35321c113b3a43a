// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/incident_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "report/level_ink.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

constexpr std::size_t kEntriesShown = 10;
constexpr std::size_t kLinesShown = 32;  // of them; the first screen has less than 40 in all
constexpr std::size_t kStoryColumns = 300;
constexpr std::size_t kIndent = 4;
constexpr std::size_t kAlikeNamed = 4;

using detect::Incident;

// The incidents that tell the same, by number, the worst first.
using Alike = std::vector<std::size_t>;

// "2026-11-02T10:19:18Z to 11:40:00Z" where both are of one day.
std::string span_text(Timestamp first, Timestamp last) {
  constexpr std::size_t kDateSize = 11;
  std::string from = format_timestamp(first);
  const std::string to = format_timestamp(last);
  if (from.empty() || to.empty()) return "at an unknown time";
  if (from == to) return from;
  const bool same_day = from.substr(0, kDateSize) == to.substr(0, kDateSize);
  return fmt::format("{} to {}", from, same_day ? to.substr(kDateSize) : to);
}

void add_wrapped(TextLayout& layout, std::string_view text, Ink ink) {
  const std::string margin(kIndent, ' ');
  for (const std::string& line : wrap(text, layout.style().width - kIndent)) {
    layout.raw(margin + paint(line, ink, layout.style()) + "\n");
  }
}

// Orders incidents by all that their texts tell, but for numbers and times.
struct TellsLess {
  bool operator()(const Incident* left, const Incident* right) const {
    const auto told = [](const Incident* incident) {
      return std::tie(incident->level, incident->story, incident->actors, incident->source_ips);
    };
    return told(left) < told(right);
  }
};

// In the order of the first of each.
std::vector<Alike> gather_alike(std::span<const Incident> incidents) {
  std::vector<Alike> all;
  std::map<const Incident*, std::size_t, TellsLess> places;  // in `all`
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    const auto [known, is_first] = places.emplace(&incidents[i], all.size());
    if (is_first) all.emplace_back();
    all[known->second].push_back(i);
  }
  return all;
}

// "the same in incidents 3, 5 and 7 more, " and when the first of them began and the last ended.
std::string alike_text(std::span<const Incident> incidents, const Alike& alike) {
  Timestamp first = incidents[alike.front()].first_seen;
  Timestamp last = incidents[alike.front()].last_seen;
  std::string others;
  for (std::size_t i = 1; i < alike.size(); ++i) {
    first = std::min(first, incidents[alike[i]].first_seen);
    last = std::max(last, incidents[alike[i]].last_seen);
    if (i <= kAlikeNamed) others += fmt::format("{}{}", i == 1 ? "" : ", ", alike[i] + 1);
  }
  const std::size_t named = std::min(kAlikeNamed + 1, alike.size());
  if (named < alike.size()) {
    others += fmt::format(" and {} more", with_commas(alike.size() - named));
  }
  return fmt::format("the same in incident{} {}: {}", alike.size() == 2 ? "" : "s", others,
                     span_text(first, last));
}

std::string incident_text(std::span<const Incident> incidents, const Alike& alike,
                          const TextStyle& style) {
  const Incident& incident = incidents[alike.front()];
  TextLayout layout(style);
  const std::string level =
      paint(level_word(incident.level), level_ink(incident.level), layout.style());
  layout.raw(fmt::format("{:>2}  {}  score {}, {}, {}\n", alike.front() + 1, level, incident.score,
                         counted(incident.finding_ids.size(), "finding"),
                         span_text(incident.first_seen, incident.last_seen)));
  add_wrapped(layout, safe_text(incident.story, kStoryColumns), Ink::kBold);
  if (!incident.tactics.empty()) {
    add_wrapped(layout, fmt::format("{}", fmt::join(incident.tactics, " > ")), Ink::kDim);
  }
  if (alike.size() > 1) add_wrapped(layout, alike_text(incidents, alike), Ink::kDim);
  return layout.take();
}

std::size_t line_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string render_incidents(std::span<const Incident> incidents, const TextStyle& style) {
  if (incidents.empty()) return "";
  TextLayout layout(style);
  layout.raw(paint(counted(incidents.size(), "incident") + ", worst first", Ink::kBold, style) +
             "\n\n");
  const std::vector<Alike> all = gather_alike(incidents);
  std::size_t told = 0;
  std::size_t lines = 0;
  for (const Alike& alike : std::span(all).first(std::min(kEntriesShown, all.size()))) {
    const std::string text = incident_text(incidents, alike, style);
    lines += line_count(text);
    if (told > 0 && lines > kLinesShown) break;
    layout.raw(text);
    told += alike.size();
  }
  if (told < incidents.size()) {
    layout.raw(fmt::format("    and {} more, none graver\n", with_commas(incidents.size() - told)));
  }
  layout.raw("\n");
  return layout.take();
}

}  // namespace trailsift::report
