// SPDX-License-Identifier: Apache-2.0
#include "detect/field_check.h"

#include <gtest/gtest.h>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

std::string warnings(const std::string& tests) {
  const std::string selection = "  s:\n" + tests + "\n  condition: s";
  const std::vector<sigma::Rule> rules = read_test_rules(rule_yaml("rule", selection));
  std::string text;
  for (const sigma::Diagnostic& warning : check_fields(rules.at(0))) {
    EXPECT_EQ(warning.severity, sigma::Severity::kWarning);
    text += std::to_string(warning.position.line) + ": " + warning.message + ' ' + warning.hint;
  }
  return text;
}

TEST(FieldCheck, NamesTheNearestField) {
  EXPECT_EQ(warnings("    eventNam: A"),
            "8: No CloudTrail record has a field \"eventNam\". Did you mean \"eventName\"?");
  EXPECT_EQ(warnings("    eventName: A\n    Xyzzy|contains: B"),
            "9: No CloudTrail record has a field \"Xyzzy\". ");
  EXPECT_EQ(warnings("    eventName|fieldref: userAgnt"),
            "8: No CloudTrail record has a field \"userAgnt\". Did you mean \"userAgent\"?");
}

TEST(FieldCheck, WarnsOnceForAField) {
  EXPECT_EQ(warnings("    - image: A\n    - image|endswith: B"),
            "8: No CloudTrail record has a field \"image\". ");
}

TEST(FieldCheck, LeavesWhatMayBeThereAlone) {
  EXPECT_EQ(warnings("    requestParameters.any.thing: 1\n    tlsDetails.tlsVersion: x\n"
                     "    derived.actor: y\n    userIdentity.sessionContext.any: z"),
            "");
  EXPECT_EQ(warnings("    - keyword"), "");
}

}  // namespace
}  // namespace trailsift::detect
