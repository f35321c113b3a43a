// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/incident_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "report/level_ink.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

constexpr std::size_t kIncidentsShown = 10;
constexpr std::size_t kLinesShown = 32;  // of them; the first screen has less than 40 in all
constexpr std::size_t kStoryColumns = 300;
constexpr std::size_t kIndent = 4;

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

std::string incident_text(std::size_t number, const detect::Incident& incident,
                          const TextStyle& style) {
  TextLayout layout(style);
  const std::string level =
      paint(level_word(incident.level), level_ink(incident.level), layout.style());
  layout.raw(fmt::format("{:>2}  {}  score {}, {}, {}\n", number, level, incident.score,
                         counted(incident.finding_ids.size(), "finding"),
                         span_text(incident.first_seen, incident.last_seen)));
  add_wrapped(layout, safe_text(incident.story, kStoryColumns), Ink::kBold);
  if (!incident.tactics.empty()) {
    add_wrapped(layout, fmt::format("{}", fmt::join(incident.tactics, " > ")), Ink::kDim);
  }
  return layout.take();
}

std::size_t line_count(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

std::string render_incidents(std::span<const detect::Incident> incidents, const TextStyle& style) {
  if (incidents.empty()) return "";
  TextLayout layout(style);
  layout.raw(paint(counted(incidents.size(), "incident") + ", worst first", Ink::kBold, style) +
             "\n\n");
  std::size_t shown = 0;
  std::size_t lines = 0;
  while (shown < std::min(kIncidentsShown, incidents.size())) {
    const std::string text = incident_text(shown + 1, incidents[shown], style);
    lines += line_count(text);
    if (shown > 0 && lines > kLinesShown) break;
    layout.raw(text);
    ++shown;
  }
  if (shown < incidents.size()) {
    layout.raw(
        fmt::format("    and {} more with lower scores\n", with_commas(incidents.size() - shown)));
  }
  layout.raw("\n");
  return layout.take();
}

}  // namespace trailsift::report
