// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/overwrite_check.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/temp_folder.h"

namespace trailsift::cli {
namespace {

using testing::TempFolder;

const std::string kRecord = R"({"eventVersion":"1.08","eventTime":"2023-07-10T11:57:50Z"})";

TEST(OverwriteCheck, RefusesLogs) {
  const TempFolder folder;
  for (const std::string& log : {kRecord, R"({"Records":[)" + kRecord + "]}", kRecord + "\nx\n",
                                 std::string(R"({"Records":[]})")}) {
    const auto error = refuse_to_overwrite_log(folder.write("any-name", log));
    ASSERT_TRUE(error) << log;
    EXPECT_EQ(error->code, "would-overwrite-log");
    EXPECT_NE(error->message.find(folder.file("any-name")), std::string::npos);
  }
}

TEST(OverwriteCheck, AllowsEverythingElse) {
  const TempFolder folder;
  for (const char* text : {"", "HIGH  Trail stopped\n", "{\"findings\":[]}", "\x1F\x8B", "[1]"}) {
    EXPECT_FALSE(refuse_to_overwrite_log(folder.write("report", text))) << text;
  }
  EXPECT_FALSE(refuse_to_overwrite_log(folder.file("nowhere")));
  EXPECT_FALSE(refuse_to_overwrite_log(folder.path().string()));
  EXPECT_FALSE(refuse_to_overwrite_log("/dev/zero"));
}

}  // namespace
}  // namespace trailsift::cli
