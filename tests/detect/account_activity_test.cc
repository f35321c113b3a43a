// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/account_activity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect::account_activity_test {
namespace {

struct Call {
  std::string region = "eu-west-1";
  std::int64_t day = 100;
  std::string account = "1";
  std::string source = "ec2.amazonaws.com";
  Caller caller = Caller::kUser;
  Outcome outcome = Outcome::kSuccess;
  bool is_change = true;
};

void add(AccountActivity& activity, const Call& call, int times = 1) {
  Event event;
  event[Field::kDerivedAccount] = Value::string(call.account);
  event[Field::kAwsRegion] = Value::string(call.region);
  event[Field::kEventSource] = Value::string(call.source);
  event.caller = call.caller;
  event.outcome = call.outcome;
  event[Field::kDerivedWrite] = {nullptr, 0, call.is_change ? ValueKind::kTrue : ValueKind::kFalse};
  event.time = call.day * kDay;
  for (int i = 0; i < times; ++i) activity.add(event);
}

// "region: reason", comma-separated.
std::string homes(const AccountActivity& activity) {
  std::vector<AssumedHomeRegion> assumed;
  const auto facts = activity.facts({}, assumed);
  std::string text;
  for (const AssumedHomeRegion& home : assumed) {
    text += (text.empty() ? "" : ", ") + home.region + ": " + home.reason;
  }
  return text;
}

TEST(AccountActivity, ARegionActiveDayAfterDayIsHome) {
  AccountActivity activity;
  for (int day = 100; day < 112; ++day) add(activity, {"eu-west-1", day});
  for (int day = 100; day < 103; ++day) add(activity, {"eu-north-1", day}, 2);
  for (int day = 100; day < 102; ++day) add(activity, {"ap-south-1", day}, 1000);
  EXPECT_EQ(homes(activity),
            "eu-north-1: active on 3 of 12 days, eu-west-1: active on 12 of 12 days");
}

Call look_at(const std::string& region, std::int64_t day) {
  Call call{region, day};
  call.is_change = false;
  return call;
}

// Somebody mines for two days where an auditor looks every day.
TEST(AccountActivity, TellsWhatItTakesInMemory) {
  AccountActivity activity;
  std::size_t before = activity.memory_bytes();
  for (const Call& call :
       {Call{}, Call{"eu-north-1"}, Call{"eu-north-1", 101}, Call{"eu-north-1", 101, "2"}}) {
    add(activity, call);
    EXPECT_GT(activity.memory_bytes(), before);
    before = activity.memory_bytes();
    add(activity, call, 100);
    EXPECT_EQ(activity.memory_bytes(), before) << "nothing is new";
  }
}

TEST(AccountActivity, ARegionThatIsLookedAtEveryDayIsNoHome) {
  AccountActivity activity;
  for (int day = 100; day < 112; ++day) {
    add(activity, {"eu-west-1", day});
    add(activity, look_at("sa-east-1", day), 100);
  }
  for (int day = 110; day < 112; ++day) add(activity, {"sa-east-1", day});
  EXPECT_EQ(homes(activity), "eu-west-1: active on 12 of 12 days");
}

TEST(AccountActivity, AnAccountThatIsOnlyLookedAtIsAtHomeWhereThatIsDone) {
  AccountActivity activity;
  for (int day = 100; day < 112; ++day) add(activity, look_at("eu-west-1", day));
  add(activity, {"sa-east-1", 111});
  EXPECT_EQ(homes(activity), "eu-west-1: active on 12 of 12 days");
}

TEST(AccountActivity, AHomeNeedsFewChanges) {
  AccountActivity activity;
  for (int day = 100; day < 112; ++day) add(activity, look_at("eu-west-1", day));
  for (int day = 103; day < 105; ++day) add(activity, {"eu-west-1", day});
  for (int day = 109; day < 111; ++day) add(activity, {"sa-east-1", day});
  EXPECT_EQ(homes(activity), "eu-west-1: active on 12 of 12 days");
}

TEST(AccountActivity, OneDayIsNoHomeHoweverFewDaysThereAre) {
  AccountActivity activity;
  add(activity, {"eu-west-1", 100});
  add(activity, {"eu-west-1", 101});
  add(activity, {"us-east-1", 102}, 500);
  EXPECT_EQ(homes(activity), "eu-west-1: active on 2 of 3 days");
}

TEST(AccountActivity, WithFewDaysTheShareOfCallsDecides) {
  AccountActivity activity;
  add(activity, {"eu-west-1", 100}, 75);
  add(activity, {"us-east-1", 101}, 25);
  EXPECT_EQ(homes(activity),
            "eu-west-1: carries 75 % of the calls in 2 days of logs, "
            "us-east-1: carries 25 % of the calls in 2 days of logs");
  add(activity, {"eu-west-1", 100}, 1);
  EXPECT_EQ(homes(activity), "eu-west-1: carries 75 % of the calls in 2 days of logs");
}

TEST(AccountActivity, OnlySuccessfulCallsOfPeopleToRegionalServicesCount) {
  Call other;
  other.region = "us-east-1";
  std::vector<Call> no_sign(4, other);
  no_sign[0].caller = Caller::kService;
  no_sign[1].outcome = Outcome::kDenied;
  no_sign[2].source = "iam.amazonaws.com";
  no_sign[3].source = "sts.amazonaws.com";
  for (const Call& call : no_sign) {
    AccountActivity activity;
    add(activity, call, 100);
    EXPECT_EQ(homes(activity), "");
    add(activity, {});
    EXPECT_EQ(homes(activity), "eu-west-1: carries 100 % of the calls in 1 day of logs");
    EXPECT_EQ(activity.regions(), (std::vector<std::string>{"eu-west-1", "us-east-1"}));
  }
}

TEST(AccountActivity, ConfiguredRegionsHoldForEveryAccount) {
  AccountActivity activity;
  add(activity, {"eu-west-1", 100, "1"});
  add(activity, {"eu-west-1", 100, "2"});
  std::vector<AssumedHomeRegion> assumed;
  const auto facts = activity.facts({"us-west-2", "us-east-1"}, assumed);
  EXPECT_TRUE(assumed.empty());
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(facts.at("2").home_regions, (std::vector<std::string>{"us-east-1", "us-west-2"}));
}

TEST(AccountActivity, KnowsAccountsAndSpan) {
  AccountActivity activity;
  EXPECT_EQ(activity.first(), kNoTime);
  EXPECT_EQ(activity.last(), kNoTime);
  add(activity, {"eu-west-1", 105, "2"});
  add(activity, {"eu-west-1", 101, "1"});
  add(activity, {"", 110, ""});
  Event timeless;
  timeless[Field::kDerivedAccount] = Value::string("3");
  activity.add(timeless);
  EXPECT_EQ(activity.accounts(), (std::vector<std::string>{"1", "2", "3"}));
  EXPECT_EQ(activity.regions(), std::vector<std::string>{"eu-west-1"});
  EXPECT_EQ(activity.first(), 101 * kDay);
  EXPECT_EQ(activity.last(), 110 * kDay);
  std::vector<AssumedHomeRegion> assumed;
  EXPECT_EQ(activity.facts({}, assumed).at("1").first, 101 * kDay);
}

TEST(AccountActivity, PartsAddUpToTheWhole) {
  AccountActivity whole;
  AccountActivity parts[3];
  for (int day = 0; day < 9; ++day) {
    for (const char* region : {"eu-west-1", "us-east-1"}) {
      if (std::string(region) == "us-east-1" && day > 1) continue;
      add(whole, {region, day});
      add(parts[day % 3], {region, day});
    }
  }
  AccountActivity sum;
  for (const AccountActivity& part : parts) sum.merge(part);
  EXPECT_EQ(homes(sum), homes(whole));
  EXPECT_EQ(homes(sum), "eu-west-1: active on 9 of 9 days");
  EXPECT_EQ(sum.first(), whole.first());
  EXPECT_EQ(sum.last(), whole.last());
}

}  // namespace
}  // namespace trailsift::detect::account_activity_test
