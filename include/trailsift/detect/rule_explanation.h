// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trailsift/base/arena.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/model/event.h"
#include "trailsift/sigma/rule.h"

// Why a rule matches an event or does not, test by test. Meant to be read, not to be fast: every
// test is asked, by the very questions that the matcher asks.
namespace trailsift::detect {

// kUnknown: rests on home regions, which only a whole scan can tell, or on a list that is not
// configured.
enum class Verdict : std::uint8_t { kNo, kYes, kUnknown };

// One line of a selection: a field and what it is compared with.
struct TestExplanation {
  std::string test;  // as the rule has it: "eventName: 'StopLogging'"
  Verdict verdict = Verdict::kNo;
  std::vector<std::string> values;  // what the event holds there, at most kMaxValues; as in the log
  std::string missing_list;         // the list that would have to be configured
};

// One search identifier of the rule.
struct SelectionExplanation {
  std::string name;
  Verdict verdict = Verdict::kNo;
  std::vector<std::vector<TestExplanation>> alternatives;  // any of them, with all of its tests
};

// The whole of it. Owns its texts; the event may go.
struct RuleExplanation {
  static constexpr std::size_t kMaxValues = 8;

  Verdict verdict = Verdict::kNo;
  std::string missing_list;  // not empty: the rule is silent for want of it, whatever the rest says
  std::string condition;     // over the names of the selections
  std::vector<SelectionExplanation> selections;
};

// Precondition: `event` has been through derive_for_routing(); derive() is called on it. Text made
// on the way goes into `arena`.
[[nodiscard]] RuleExplanation explain(const sigma::Detection& detection,
                                      const Placeholders& placeholders, Event& event, Arena& arena);

}  // namespace trailsift::detect
