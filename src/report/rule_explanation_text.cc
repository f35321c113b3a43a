// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/rule_explanation_text.h"

#include <fmt/format.h>

#include "trailsift/report/safe_text.h"

namespace trailsift::report {
namespace {

using detect::Verdict;

constexpr std::size_t kMaxValueColumns = 80;

// All of a width.
std::string_view mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::kYes:
      return "yes";
    case Verdict::kNo:
      return "no ";
    case Verdict::kUnknown:
      break;
  }
  return "?  ";
}

std::string verdict_text(const detect::RuleExplanation& explanation) {
  if (!explanation.missing_list.empty()) {
    return fmt::format("silent: the list {} is not configured",
                       safe_text(explanation.missing_list));
  }
  switch (explanation.verdict) {
    case Verdict::kYes:
      return "matches";
    case Verdict::kNo:
      return "does not match";
    case Verdict::kUnknown:
      break;
  }
  return "depends on the home regions, which are not configured";
}

std::string values_text(const detect::TestExplanation& test) {
  if (!test.missing_list.empty()) return "the list is not configured";
  if (test.test.starts_with("keyword")) return "looked for in the whole record";
  if (test.values.empty()) return "not there";
  std::string text;
  for (const std::string& value : test.values) {
    if (!text.empty()) text += ", ";
    text += fmt::format("\"{}\"", safe_text(value, kMaxValueColumns));
  }
  return text;
}

void add_selection(const detect::SelectionExplanation& selection, std::string& text) {
  text += fmt::format("  {} {}\n", mark(selection.verdict), safe_text(selection.name));
  for (std::size_t i = 0; i < selection.alternatives.size(); ++i) {
    if (i > 0) text += "          or\n";
    for (const detect::TestExplanation& test : selection.alternatives[i]) {
      text += fmt::format("      {} {}  <- {}\n", mark(test.verdict), safe_text(test.test),
                          values_text(test));
    }
  }
}

}  // namespace

std::string render_explanation(const detect::RuleExplanation& explanation) {
  std::string text =
      fmt::format("{}: {}\n", verdict_text(explanation), safe_text(explanation.condition));
  for (const detect::SelectionExplanation& selection : explanation.selections) {
    add_selection(selection, text);
  }
  return text;
}

}  // namespace trailsift::report
