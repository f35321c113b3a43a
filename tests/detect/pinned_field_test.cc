// SPDX-License-Identifier: Apache-2.0
#include "detect/pinned_field.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "detect/condition_compiler.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

// "eventName=A|B", or "none".
std::string pin_of(std::string_view detection) {
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", detection));
  std::vector<Predicate> predicates;
  const CompiledCondition condition = compile_condition(rules.at(0), {}, predicates);
  std::optional<Pin> pin = find_pin(condition.expression, predicates);
  if (!pin) return "none";
  std::sort(pin->texts.begin(), pin->texts.end());
  std::string text(field_table()[static_cast<std::size_t>(kPinFields[pin->field])].path);
  for (std::size_t i = 0; i < pin->texts.size(); ++i) text += (i == 0 ? "=" : "|") + pin->texts[i];
  return text;
}

struct PinCase {
  const char* detection;
  const char* expected;
};

TEST(PinnedField, FindsWhatMustHold) {
  const PinCase kCases[] = {
      {"  s:\n    eventName: A\n  condition: s", "eventName=A"},
      {"  s:\n    eventName: [A, B]\n  condition: s", "eventName=A|B"},
      {"  s:\n    errorCode: X\n    eventSource: Y\n  condition: s", "eventSource=Y"},
      {"  s:\n    derived.outcome: denied\n  condition: s", "derived.outcome=denied"},
      {"  s:\n    userIdentity.type: Root\n  condition: s", "userIdentity.type=Root"},
      // And pins what any part pins, the smallest set first.
      {"  s:\n    eventName: [A, B]\n  t:\n    eventName: C\n  condition: s and t", "eventName=C"},
      {"  s:\n    eventName: A\n  f:\n    userAgent: x\n  condition: s and not f", "eventName=A"},
      // Or pins only what all parts pin.
      {"  s:\n    eventName: A\n  t:\n    eventName: B\n  condition: s or t", "eventName=A|B"},
      {"  s:\n    eventName: A\n  t:\n    eventSource: B\n  condition: s or t", "none"},
      {"  s:\n    - eventName: A\n      eventSource: X\n    - eventSource: Y\n  condition: s",
       "eventSource=X|Y"},
      {"  s:\n    eventName: A\n  t:\n    userAgent: B\n  condition: s or t", "none"},
      // What is not a whole text pins nothing.
      {"  s:\n    eventName: A*\n  condition: s", "none"},
      {"  s:\n    eventName: [A, 'B*']\n  condition: s", "none"},
      {"  s:\n    eventName: [A, null]\n  condition: s", "none"},
      {"  s:\n    eventName|exists: true\n  condition: s", "none"},
      {"  s:\n    eventName|re: A\n  condition: s", "none"},
      {"  s:\n    eventName|neq: A\n  condition: s", "none"},
      {"  s:\n    eventName: A\n  condition: not s", "none"},
      {"  s:\n    requestParameters.eventName: A\n  condition: s", "none"},
      {"  s:\n    - word\n  condition: s", "none"},
      {"  s:\n    awsRegion|expand: '%home_regions%'\n  condition: s", "none"},
  };
  for (const PinCase& test : kCases)
    EXPECT_EQ(pin_of(test.detection), test.expected) << test.detection;
}

}  // namespace
}  // namespace trailsift::detect
