// SPDX-License-Identifier: Apache-2.0
#include "detect/necessary_parts.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "detect/condition_compiler.h"
#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

// "A|B", or "none", of the first test of a rule.
std::string parts_of(const std::string& test) {
  const std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("rule", "  s:\n    " + test + "\n  condition: s"));
  std::vector<Predicate> predicates;
  (void)compile_condition(*rules.at(0).detection, "", {{"list", {"pacu", "x*"}}}, predicates);
  const auto parts = necessary_parts(predicates.at(0));
  return parts ? fmt::format("{}", fmt::join(*parts, "|")) : "none";
}

struct PartsCase {
  const char* test;
  const char* expected;
};

TEST(NecessaryParts, AreTheLongestTextOfEachAlternative) {
  const PartsCase kCases[] = {
      {"userAgent|contains: pacu", "pacu"},
      {"userAgent|contains: [pacu, Kali]", "pacu|Kali"},
      {"userAgent|startswith: Get", "Get"},
      {"userAgent|endswith: ing", "ing"},
      {"userAgent: [whole, 'beg*']", "whole|beg"},
      {"userAgent: 'ab*long?ones*x'", "long"},
      {"userAgent|cased|contains: PaCu", "PaCu"},
      {"userAgent|windash|contains: ' -exec'", "exec"},
      {"userAgent|base64|contains: pacu", "cGFjdQ=="},
      // Too little text in one of them leaves all of them open.
      {"userAgent|contains: ab", "none"},
      {"userAgent|contains: [pacu, ab]", "none"},
      {"userAgent: 'a?b*c'", "none"},
      {"userAgent: '*'", "none"},
      {"userAgent|contains: ''", "none"},
      {"userAgent|expand: '%list%'", "none"},
      // Other kinds of comparisons.
      {"userAgent|re: pacu", "none"},
      {"userAgent: [pacu, null]", "none"},
      {"userAgent: [pacu, 100]", "none"},
      {"userAgent|exists: true", "none"},
      {"sourceIPAddress|cidr: 10.0.0.0/8", "none"},
      {"userAgent|fieldref: eventName", "none"},
      // Letters beyond ASCII have a case of their own, unless case counts.
      {"userAgent|contains: 'Журнал'", "none"},
      {"userAgent|contains: 'über allen'", "ber allen"},
      {"userAgent|contains: 'é-tagé'", "-tag"},
      {"userAgent|cased|contains: 'Ж'", "none"},
      {"userAgent|cased|contains: 'Жа'", "Жа"},
  };
  for (const PartsCase& test : kCases) EXPECT_EQ(parts_of(test.test), test.expected) << test.test;
}

TEST(NecessaryParts, KeywordsHaveNone) {
  const std::vector<sigma::Rule> rules =
      read_test_rules(rule_yaml("rule", "  s:\n    - word\n  condition: s"));
  std::vector<Predicate> predicates;
  (void)compile_condition(*rules.at(0).detection, "", {}, predicates);
  EXPECT_FALSE(necessary_parts(predicates.at(0)));
}

}  // namespace
}  // namespace trailsift::detect
