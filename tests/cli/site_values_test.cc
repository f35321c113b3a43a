// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/site_values.h"

#include <gtest/gtest.h>

#include <string>

namespace trailsift::cli {
namespace {

TEST(IsRegionName, TakesTheFormAndNothingElse) {
  for (const char* good : {"us-east-1", "eu-central-2", "us-gov-west-1", "us-isob-east-1",
                           "ap-southeast-5", "eusc-de-east-1", "xx-new-99"}) {
    EXPECT_TRUE(is_region_name(good)) << good;
  }
  for (const char* bad : {"", "-", "us", "us-east", "us-east-", "us-1", "us-east-1a", "US-EAST-1",
                          "us--1", "-us-east-1", "u-east-1", "us-east-1 ", "us_east_1", "us-e4st-1",
                          "us-east-1-", "eu-west-1,eu-west-2"}) {
    EXPECT_FALSE(is_region_name(bad)) << bad;
  }
  EXPECT_FALSE(is_region_name("us-" + std::string(1000, 'e') + "-1"));
}

TEST(IsAccountId, IsTwelveDigits) {
  EXPECT_TRUE(is_account_id("000000000001"));
  for (const char* bad : {"", "12345678901", "1234567890123", "12345678901a", "1234-5678-90"}) {
    EXPECT_FALSE(is_account_id(bad)) << bad;
  }
}

TEST(ParseSize, ReadsUnitsOf1024) {
  EXPECT_EQ(parse_size("0"), 0U);
  EXPECT_EQ(parse_size("512"), 512U);
  EXPECT_EQ(parse_size("64K"), 65536U);
  EXPECT_EQ(parse_size("64k"), 65536U);
  EXPECT_EQ(parse_size("16M"), 16U << 20);
  EXPECT_EQ(parse_size("4G"), 4ULL << 30);
  EXPECT_EQ(parse_size("17179869183G"), 17179869183ULL << 30);
  for (const char* bad : {"", "K", "-1", "1.5G", "1 G", "1KB", "1T", "0x10", "17179869184G",
                          "99999999999999999999"}) {
    EXPECT_EQ(parse_size(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace trailsift::cli
