// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/single_event.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(SingleEvent, OwnsWhatItsEventShows) {
  std::string json = R"( {"eventName":"Stop\u004cogging","errorCode":"AccessDenied"} )";
  SingleEvent single(json);
  json.assign(json.size(), 'x');
  ASSERT_TRUE(single.ok());
  EXPECT_EQ(single.event().text(Field::kEventName), "StopLogging");
  EXPECT_EQ(single.event().outcome, Outcome::kDenied) << "routed";
}

TEST(SingleEvent, TakesOneObjectAndNothingElse) {
  for (const char* json : {"", " ", "[]", "12", "null", "{", "{}{}", "{} x", "x{}", R"({"a":})"}) {
    EXPECT_FALSE(SingleEvent(json).ok()) << json;
  }
  EXPECT_TRUE(SingleEvent("{}\n").ok());
}

}  // namespace
}  // namespace trailsift
