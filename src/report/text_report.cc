// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/text_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/level_ink.h"
#include "trailsift/model/aws_names.h"
#include "trailsift/report/incident_text.h"
#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::report {
namespace {

using detect::Finding;

constexpr std::size_t kAddressesShown = 6;
constexpr std::size_t kAgentsShown = 2;
constexpr std::size_t kAgentColumns = 100;
constexpr std::size_t kResourcesShown = 5;
constexpr std::size_t kNamesShown = 5;
constexpr std::size_t kTagsShown = 12;
constexpr std::size_t kServicesShown = 4;

std::string actor_text(const detect::Actor& actor) {
  std::string text = safe_text(actor.arn.empty() ? actor.name : actor.arn);
  std::string details = safe_text(actor.type);
  if (!actor.credential.empty()) details += ", key " + safe_text(actor.credential);
  if (actor.session && !actor.session->empty()) details += ", session " + safe_text(*actor.session);
  if (text.empty()) return details;
  return details.empty() ? text : fmt::format("{} ({})", text, details);
}

std::string account_text(const Finding& finding) {
  std::string text = safe_text(finding.account_id);
  if (finding.regions.empty()) return text;
  return fmt::format("{}{}in {}", text, text.empty() ? "" : " ",
                     listed(finding.regions, Finding::kMaxListed));
}

std::string time_text(const Finding& finding) {
  const std::string first = format_timestamp(finding.first_seen);
  const std::string last = format_timestamp(finding.last_seen);
  if (first.empty() || last.empty()) return "not recorded";
  return first == last ? first : fmt::format("{} to {}", first, last);
}

std::string outcome_text(const Finding& finding) {
  const auto& [success, denied, failed] = finding.outcome;
  std::string text;
  const auto add = [&](std::uint64_t number, std::string_view word) {
    if (number == 0) return;
    if (!text.empty()) text += ", ";
    text += number == finding.count ? std::string(word)
                                    : fmt::format("{} {}", with_commas(number), word);
  };
  add(success, "succeeded");
  add(denied, "refused");
  add(failed, "failed");
  return text;
}

// "iam: CreateAccessKey, CreateUser; ec2: RunInstances"
std::string names_text(const std::vector<detect::EventKind>& events) {
  std::map<std::string, std::vector<std::string>> names;
  for (const detect::EventKind& kind : events) {
    std::string service = kind.source;
    if (service.ends_with(kServiceSuffix)) service.resize(service.size() - kServiceSuffix.size());
    names[safe_text(service)].push_back(kind.name);
  }
  std::string text;
  std::size_t shown = 0;
  for (const auto& [service, of_service] : names) {
    if (shown == kServicesShown) break;
    text +=
        fmt::format("{}{}: {}", shown++ == 0 ? "" : "; ", service, listed(of_service, kNamesShown));
  }
  const std::size_t more = names.size() - shown;
  if (more > 0) text += fmt::format("; {} more service{}", more, more == 1 ? "" : "s");
  return text;
}

std::string count_text(const Finding& finding) {
  std::string text = counted(finding.count, "event");
  if (const std::string outcome = outcome_text(finding); !outcome.empty()) text += ", " + outcome;
  if (const std::string names = names_text(finding.events); !names.empty()) text += " - " + names;
  return text;
}

void add_headline(TextLayout& layout, const Finding& finding) {
  const TextStyle& style = layout.style();
  const std::string level = level_word(finding.level);
  const std::size_t indent = level.size() + 2;
  std::string margin = paint(level, level_ink(finding.level), style) + "  ";
  for (const std::string& line : wrap(safe_text(finding.title), style.width - indent)) {
    layout.raw(margin + paint(line, Ink::kBold, style) + "\n");
    margin.assign(indent, ' ');
  }
}

void add_next_steps(TextLayout& layout, const std::vector<std::string>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string step = fmt::format("{}. {}", i + 1, safe_text(steps[i], 1000));
    layout.item(step, i == 0 ? "next" : "");
  }
}

std::string rule_text(const Finding& finding) {
  std::string text = safe_text(finding.rule_name.empty() ? finding.rule_id : finding.rule_name);
  if (!finding.tags.empty()) text += " (" + listed(finding.tags, kTagsShown) + ")";
  return fmt::format("{}, finding {}", text, safe_text(finding.id));
}

void add_finding(TextLayout& layout, const Finding& finding) {
  const auto list = [&](const std::vector<std::string>& items, std::size_t shown,
                        std::size_t max_columns = kMaxShownColumns) {
    const bool is_cut = finding.truncated && items.size() >= Finding::kMaxListed;
    return listed(items, shown, max_columns, is_cut);
  };
  add_headline(layout, finding);
  layout.paragraph(safe_text(finding.summary, 1000));
  layout.labelled("actor", actor_text(finding.actor));
  layout.labelled("account", account_text(finding));
  layout.labelled("from", list(finding.source_ips, kAddressesShown));
  layout.labelled("agent", list(finding.user_agents, kAgentsShown, kAgentColumns));
  layout.labelled("when", time_text(finding));
  layout.labelled("events", count_text(finding));
  layout.labelled("resources", list(finding.resources, kResourcesShown));
  add_next_steps(layout, finding.next_steps);
  layout.labelled("rule", rule_text(finding), Ink::kDim);
}

// The findings of a report by their ids, taken out one by one.
class OpenFindings {
 public:
  explicit OpenFindings(const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) by_id_[finding.id].push_back(&finding);
  }

  std::vector<const Finding*> take(const std::vector<std::string>& ids) {
    std::vector<const Finding*> taken;
    for (const std::string& id : ids) {
      auto& open = by_id_[id];
      if (open.empty()) continue;
      taken.push_back(open.front());
      open.erase(open.begin());
    }
    return taken;
  }

  // Those that are left, by time, and within a level only.
  [[nodiscard]] std::vector<const Finding*> rest(const std::vector<Finding>& findings) const {
    std::vector<const Finding*> left;
    for (const Finding& finding : findings) {
      const auto& open = by_id_.at(finding.id);
      if (std::find(open.begin(), open.end(), &finding) != open.end()) left.push_back(&finding);
    }
    std::stable_sort(left.begin(), left.end(), [](const Finding* one, const Finding* other) {
      return one->level > other->level;
    });
    return left;
  }

 private:
  std::map<std::string, std::vector<const Finding*>> by_id_;
};

void add_group(TextLayout& layout, const std::string& heading,
               const std::vector<const Finding*>& findings) {
  if (findings.empty()) return;
  if (!heading.empty()) layout.raw(paint(heading, Ink::kBold, layout.style()) + "\n\n");
  for (const Finding* finding : findings) {
    add_finding(layout, *finding);
    layout.raw("\n");
  }
}

}  // namespace

std::string render_text(const detect::ScanReport& report, const TextStyle& style) {
  if (report.findings.empty()) return "No findings.\n";
  const bool has_overview = report.findings.size() > 1 && !report.incidents.empty();
  TextLayout layout(style);
  if (has_overview) layout.raw(render_incidents(report.incidents, style));
  OpenFindings open(report.findings);
  for (std::size_t i = 0; i < report.incidents.size(); ++i) {
    const std::string heading = fmt::format("-- Incident {} --", i + 1);
    add_group(layout, has_overview ? heading : "", open.take(report.incidents[i].finding_ids));
  }
  add_group(layout, has_overview ? "-- In no incident --" : "", open.rest(report.findings));
  std::string text = layout.take();
  text.pop_back();  // the empty line behind the last finding
  return text;
}

}  // namespace trailsift::report
