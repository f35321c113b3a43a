// SPDX-License-Identifier: Apache-2.0
#include "detect/pinned_field.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "detect/condition_compiler.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

// "eventName is A, B", or "none".
std::string pin_of(std::string_view detection) {
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", detection));
  std::vector<Predicate> predicates;
  const CompiledCondition condition = compile_condition(*rules.at(0).detection, "", {}, predicates);
  std::optional<Pin> pin = find_pin(condition.expression, predicates);
  if (!pin) return "none";
  std::sort(pin->texts.begin(), pin->texts.end());
  return to_string(*pin);
}

struct PinCase {
  const char* detection;
  const char* expected;
};

TEST(PinnedField, FindsWhatMustHold) {
  const PinCase kCases[] = {
      {"  s:\n    eventName: A\n  condition: s", "eventName is A"},
      {"  s:\n    eventName: [A, B]\n  condition: s", "eventName is A, B"},
      {"  s:\n    errorCode: X\n    eventSource: Y\n  condition: s", "errorCode is X"},
      {"  s:\n    derived.outcome: denied\n  condition: s", "derived.outcome is denied"},
      {"  s:\n    userIdentity.type: Root\n  condition: s", "userIdentity.type is Root"},
      // And pins what any part pins, the smallest set first.
      {"  s:\n    eventName: [A, B]\n  t:\n    eventName: C\n  condition: s and t",
       "eventName is C"},
      {"  s:\n    eventName: A\n  f:\n    userAgent: x\n  condition: s and not f",
       "eventName is A"},
      // Or pins only what all parts pin.
      {"  s:\n    eventName: A\n  t:\n    eventName: B\n  condition: s or t", "eventName is A, B"},
      {"  s:\n    eventName: A\n  t:\n    eventSource: B\n  condition: s or t", "none"},
      {"  s:\n    - eventName: A\n      eventSource: X\n    - eventSource: Y\n  condition: s",
       "eventSource is X, Y"},
      {"  s:\n    eventName: A\n  t:\n    userAgent: B\n  condition: s or t", "none"},
      // Short texts and what is no text pin nothing.
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

TEST(PinnedField, FindsPartsOfTexts) {
  const PinCase kCases[] = {
      {"  s:\n    userAgent|contains: [pacu, kali]\n  condition: s",
       "userAgent contains kali, pacu"},
      {"  s:\n    eventName|startswith: Delete\n  condition: s", "eventName contains Delete"},
      {"  s:\n    userIdentity.arn: 'arn:aws:sts::*:assumed-role/x'\n  condition: s",
       "userIdentity.arn contains :assumed-role/x"},
      {"  s:\n    userAgent: whole\n  condition: s", "userAgent is whole"},
      {"  s:\n    eventName: ['Delete*', StopLogging]\n  condition: s",
       "eventName contains Delete, StopLogging"},
      // Of all, the one that leads to fewest events.
      {"  s:\n    userAgent|contains|all: [python, pacu, linux]\n  condition: s",
       "userAgent contains pacu"},
      {"  s:\n    eventName|startswith: Delete\n    eventSource: X\n  condition: s",
       "eventName contains Delete"},
      {"  s:\n    eventName|startswith: Get\n    eventSource: X\n  condition: s",
       "eventSource is X"},
      {"  s:\n    eventName: GetObject\n    userAgent|contains: pacu\n  condition: s",
       "userAgent contains pacu"},
      {"  s:\n    eventName: StopLogging\n    userAgent|contains: pacu\n  condition: s",
       "eventName is StopLogging"},
      // Either of two selections, by the same field.
      {"  s:\n    userAgent|contains: pacu\n  t:\n    userAgent|contains: kali\n"
       "  condition: s or t",
       "userAgent contains kali, pacu"},
      {"  s:\n    userAgent|contains: pacu\n  t:\n    eventName|contains: kali\n"
       "  condition: s or t",
       "none"},
      // A value that is not there or does not match may be what the rule asks for.
      {"  s:\n    userAgent|contains: pacu\n  condition: not s", "none"},
      {"  s:\n    userAgent|contains|neq: pacu\n  condition: s", "none"},
      {"  s:\n    userAgent: [pacu, null]\n  condition: s", "none"},
      {"  s:\n    userAgent|exists: false\n  condition: s", "none"},
      // Fields that are not ready for every event.
      {"  s:\n    requestParameters.bucketName|contains: secret\n  condition: s", "none"},
      {"  s:\n    requestParameters|contains: secret\n  condition: s", "none"},
      {"  s:\n    derived.actor|contains: mallory\n  condition: s", "none"},
      {"  s:\n    userAgent|contains: 'Журнал'\n  condition: s", "none"},
  };
  for (const PinCase& test : kCases)
    EXPECT_EQ(pin_of(test.detection), test.expected) << test.detection;
}

}  // namespace
}  // namespace trailsift::detect
