// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/path_name.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace trailsift::io {
namespace {

using namespace std::string_view_literals;

constexpr const char* kFolder = "AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/01/";

TEST(ReadName, FindsTheClassByNameAndFolder) {
  struct Case {
    std::string_view path;
    NameClass name_class;
  };
  const Case cases[] = {
      {"111122223333_CloudTrail_us-east-2_20150801T0210Z_Mu0KsOhtH1ar15ZZ.json.gz",
       NameClass::kLog},
      {"111122223333_CloudTrail_us-east-2_20150801T0210ZeivSDlSg1Q3bPCgX.json.gz", NameClass::kLog},
      {"1_CloudTrail_us-gov-west-1_20150801T0210Z_Mu0K.json.gz", NameClass::kLog},
      {"1_CloudTrail-Insight_us-east-2_20150801T0210Z_Mu0K.json.gz", NameClass::kLog},
      {"1_CloudTrail-NetworkActivity_us-east-2_20150801T0210Z_Mu0K.json.gz", NameClass::kLog},
      {"1_CloudTrail-Aggregated_us-east-2_20150801T0210Z_Mu0K.json.gz", NameClass::kLog},
      {"1_CloudTrail_us-east-2_20150801T0210Z_Mu0K (1).json.gz", NameClass::kLog},
      {"1_CloudTrail_us-east-2_20150801T0210Z_Mu0K.json (1).gz", NameClass::kLog},
      {"Copy of 1_CloudTrail_us-east-2_20150801T0210Z_Mu0K.JSON", NameClass::kLog},
      {"1_CloudTrail_us-east-2_20150801T0210Z_Mu0K", NameClass::kLog},
      {"my_CloudTrail-copy_CloudTrail_us-east-2_20150801T0210Z_M.json", NameClass::kLog},
      {"1_CloudTrail_us-east-2_20150801T0210Z_Mu0K.json.gz.sha256", NameClass::kOther},
      {"1_CloudTrail_us-east-2.json.gz", NameClass::kOther},
      {"1_CloudTrail-Digest_us-east-2_trail_us-east-2_20150801T021000Z.json.gz",
       NameClass::kDigest},
      {"AWSLogs/1/CloudTrail-Digest/us-east-2/2015/08/01/x.json.gz", NameClass::kDigest},
      {"CloudTrail-Digest/x", NameClass::kDigest},
      {"notCloudTrail-Digest/x", NameClass::kOther},
      {"AWSLogs/1/CloudTrail/us-east-2/2015/08/01/x.json", NameClass::kOther},
      {"events.json", NameClass::kOther},
      {"", NameClass::kOther},
      {"_CloudTrail", NameClass::kOther},
      {"\xff\xfe\n_CloudTrail_\x01_20150801T0210Z_\x80", NameClass::kLog},
      {"a\0b"sv, NameClass::kOther},
  };
  for (const Case& one : cases)
    EXPECT_EQ(read_name(one.path).name_class, one.name_class) << one.path;
}

TEST(ReadName, ReadsTheStampBeforeTheFolders) {
  const Timestamp day = days_from_civil(2015, 8, 1) * kDay;
  struct Case {
    std::string path;
    Timestamp delivered;
    bool precise;
  };
  const Case cases[] = {
      {"1_CloudTrail_us-east-2_20150801T0210Z_M.json.gz", day + 2 * kHour + 10 * kMinute, true},
      {"1_CloudTrail_us-east-2_20150801T2359ZM.json.gz", day + 23 * kHour + 59 * kMinute, true},
      {"1_CloudTrail-Digest_us-east-2_my_trail_us-east-2_20150801T021007Z.json.gz",
       day + 2 * kHour + 10 * kMinute + 7 * kSecond, true},
      {"2020/01/02/1_CloudTrail_us-east-2_20150801T0210Z_M.json.gz", day + 2 * kHour + 10 * kMinute,
       true},
      {std::string(kFolder) + "x.json", day, false},
      {"2015/08/01/x.json", day, false},
      {"firehose/2015/08/01/23/x", day, false},
      {std::string(kFolder) + "1_CloudTrail_us-east-2_20151301T0210Z_M.json.gz", day, false},
      {"2015/08/01/below/the/day/x.json", kNoTime, false},
      {"2015/13/01/x.json", kNoTime, false},
      {"2015/02/29/x.json", kNoTime, false},
      {"15/08/01/x.json", kNoTime, false},
      {"2015/08/x.json", kNoTime, false},
      {"1_CloudTrail_us-east-2_20150801T2410Z_M.json.gz", kNoTime, false},
      {"1_CloudTrail_us-east-2_20150801T0260Z_M.json.gz", kNoTime, false},
      {"1_CloudTrail_us-east-2_20150801T0210", kNoTime, false},
      {"x_20150801T0210Z_M.json.gz", kNoTime, false},
      {"////x", kNoTime, false},
      {"/", kNoTime, false},
  };
  for (const Case& one : cases) {
    const NameFacts facts = read_name(one.path);
    EXPECT_EQ(facts.delivered, one.delivered) << one.path;
    EXPECT_EQ(facts.delivered_precise, one.precise) << one.path;
  }
}

TEST(ReadName, KnowsLeapYears) {
  EXPECT_NE(read_name("2016/02/29/x").delivered, kNoTime);
  EXPECT_NE(read_name("2000/02/29/x").delivered, kNoTime);
  EXPECT_EQ(read_name("2100/02/29/x").delivered, kNoTime);
}

TEST(ReadName, TellsWhoseCallsALogHolds) {
  const std::string stamp = "_us-east-1_20230710T1155Z_abc.json.gz";
  const struct {
    std::string path;
    std::string account;
  } cases[] = {
      {"111122223333_CloudTrail" + stamp, "111122223333"},
      {"AWSLogs/o-1/111122223333/CloudTrail/111122223333_CloudTrail" + stamp, "111122223333"},
      {"x/Copy of 111122223333_CloudTrail-Insight" + stamp, "111122223333"},
      {"1111222233334_CloudTrail" + stamp, ""},
      {"11112222333_CloudTrail" + stamp, ""},
      {"11112222333x_CloudTrail" + stamp, ""},
      {"_CloudTrail" + stamp, ""},
      {"111122223333_CloudTrail-Digest" + stamp, ""},
      {"AWSLogs/111122223333/CloudTrail/a.json.gz", ""},
  };
  for (const auto& [path, account] : cases) EXPECT_EQ(read_name(path).account, account) << path;
}

}  // namespace
}  // namespace trailsift::io
