// SPDX-License-Identifier: Apache-2.0
#include "detect/new_keys.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect::new_keys_test {
namespace {

using sigma::Level;

Finding made(const std::string& key, Timestamp time) {
  Finding finding;
  finding.minted_credentials = {key};
  finding.first_seen = time;
  return finding;
}

Level graded(const NewKeys& keys, const std::vector<std::string>& used, Timestamp time,
             Level level = Level::kHigh) {
  Finding finding;
  finding.credentials = used;
  finding.first_seen = time;
  finding.level = level;
  keys.grade_first_time(finding);
  EXPECT_EQ(finding.next_steps.empty(), finding.level == level);
  return finding.level;
}

TEST(NewKeys, FirstTimesCountOneLevelLess) {
  NewKeys keys;
  keys.add(made("AKIA1", 100));
  keys.add(made("AKIA1", 200));
  keys.add(made("AKIA2", kNoTime));
  keys.add(made("ASIA3", 100));
  EXPECT_EQ(graded(keys, {"AKIA1"}, 100 + NewKeys::kNewFor), Level::kMedium);
  EXPECT_EQ(graded(keys, {"AKIA1"}, 101 + NewKeys::kNewFor), Level::kHigh);
  EXPECT_EQ(graded(keys, {"AKIA1"}, 300, Level::kMedium), Level::kLow);
  EXPECT_EQ(graded(keys, {"AKIA1"}, 300, Level::kLow), Level::kLow);
  EXPECT_EQ(graded(keys, {"AKIA1", "AKIA9"}, 300), Level::kHigh) << "one is old";
  EXPECT_EQ(graded(keys, {"AKIA2"}, 300), Level::kHigh) << "it is not known when it was made";
  EXPECT_EQ(graded(keys, {"ASIA3"}, 300), Level::kHigh) << "every session is new";
  EXPECT_EQ(graded(keys, {}, 300), Level::kHigh);
}

std::string used_by_ann(const std::string& time, const std::string& key,
                        const std::string& region) {
  return R"({"eventTime":")" + time + R"(","eventName":"A","eventID":")" + time +
         R"(","recipientAccountId":"111122223333","awsRegion":")" + region +
         R"(","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ann",)" +
         R"("accessKeyId":")" + key + R"("}})";
}

// The level of a first time on the tenth day, after a key was made.
sigma::Level level_of_first_time(const std::string& made_key, const std::string& correlation) {
  const auto rules = compile_test_rules(
      rule_yaml("made", "  s:\n    eventName: CreateAccessKey\n  condition: s",
                "fields: [responseElements.accessKey.accessKeyId]\n") +
      "---\n" + rule_yaml("call", "  s:\n    eventName: A\n  condition: s") + "---\n" +
      "title: new\nname: new\nlevel: high\ncorrelation:\n  type: new_terms\n  rules: [call]\n"
      "  timespan: 10m\n" +
      correlation);
  CorrelationInput input;
  input.accounts["111122223333"].first = *parse_timestamp("2023-07-01T00:00:00Z");
  const std::string made =
      R"({"eventTime":"2023-07-10T11:00:00Z","eventName":"CreateAccessKey","eventID":"1",)"
      R"("recipientAccountId":"111122223333","responseElements":{"accessKey":{"accessKeyId":")" +
      made_key + R"("}}})";
  const std::vector<std::string> records = {
      used_by_ann("2023-07-01T00:00:00Z", "AKIA0", "eu-west-1"), made,
      used_by_ann("2023-07-10T12:00:00Z", "AKIA2", "ap-south-1")};
  for (const Finding& finding : find(*rules, {records}, input)) {
    if (finding.rule_name == "new") return finding.level;
  }
  return sigma::Level::kInformational;
}

// Who made it is what matters.
TEST(NewKeys, FirstTimesInALogCountLess) {
  const std::string in_account = "  condition:\n    field: awsRegion\n    min_history: 1d\n";
  EXPECT_EQ(level_of_first_time("AKIA1", in_account), sigma::Level::kHigh);
  EXPECT_EQ(level_of_first_time("AKIA2", in_account), sigma::Level::kMedium);
  const std::string of_user =
      "  group-by: [derived.actor]\n" + in_account + "    own_history: 2d\n";
  EXPECT_EQ(level_of_first_time("AKIA2", of_user), sigma::Level::kHigh)
      << "the key of an old user was changed";
}

}  // namespace
}  // namespace trailsift::detect::new_keys_test
