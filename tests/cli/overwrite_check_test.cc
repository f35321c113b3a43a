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

TEST(OverwriteCheck, RefusesWhatIsPacked) {
  const TempFolder folder;
  const std::string packed[] = {
      "\x1F\x8B\x08", "\x28\xB5\x2F\xFD",  "\xFD\x37zXZ", "BZh9", "PK\x03\x04",
      "PAR1",         "7z\xBC\xAF\x27\x1C"};
  for (const std::string& magic : packed) {
    const auto error = refuse_to_overwrite_log(folder.write("any-name", magic + "xyz"));
    ASSERT_TRUE(error) << magic;
    EXPECT_NE(error->message.find("packed data"), std::string::npos);
  }
}

TEST(OverwriteCheck, RefusesOtherEvidence) {
  const TempFolder folder;
  for (const char* text :
       {R"({"awsAccountId":"111122223333","digestStartTime":"2023-07-10T11:00:00Z",)"
        R"("digestS3Object":"AWSLogs/x.json.gz","logFiles":[{"s3Object":"AWSLogs/y.json.gz"}]})",
        R"({"digestStartTime":"2023-07-10T11:00:00Z","logFiles":[]})",
        R"({"configSnapshotId":"1","configurationItems":[]})",
        R"({"class_uid":6003,"metadata":{"version":"1.1.0"}})"}) {
    EXPECT_TRUE(refuse_to_overwrite_log(folder.write("any-name.json", text))) << text;
  }
}

TEST(OverwriteCheck, AllowsEverythingElse) {
  const TempFolder folder;
  for (const char* text : {"", "HIGH  Trail stopped\n", "{\"findings\":[]}", "[1]"}) {
    EXPECT_FALSE(refuse_to_overwrite_log(folder.write("report", text))) << text;
  }
  EXPECT_FALSE(refuse_to_overwrite_log(folder.file("nowhere")));
  EXPECT_FALSE(refuse_to_overwrite_log(folder.path().string()));
  EXPECT_FALSE(refuse_to_overwrite_log("/dev/zero"));
}

}  // namespace
}  // namespace trailsift::cli
