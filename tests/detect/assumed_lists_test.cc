// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/assumed_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::detect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

io::FileList logs_of(const std::vector<std::string>& accounts) {
  io::FileList files;
  for (const std::string& account : accounts) {
    files.add_typed(account + "_CloudTrail_us-east-1_20240305T1205Z_abc.json.gz", false, 1);
  }
  return files;
}

TEST(AssumeLists, TrustsTheAccountsWhoseLogsAreThere) {
  EXPECT_THAT(assume_lists({}, logs_of({"444455556666", "111122223333", "444455556666"})),
              ElementsAre(Pair("trusted_accounts", ElementsAre("111122223333", "444455556666"))));
}

TEST(AssumeLists, KnowsNothingOfWhomOneAccountWorksWith) {
  EXPECT_THAT(assume_lists({}, logs_of({"111122223333", "111122223333"})), IsEmpty());
  EXPECT_THAT(assume_lists({}, logs_of({"organization", "another"})), IsEmpty());
  EXPECT_THAT(assume_lists({}, io::FileList()), IsEmpty());
}

TEST(AssumeLists, LeavesWhatIsConfiguredAlone) {
  const io::FileList logs = logs_of({"111122223333", "444455556666"});
  EXPECT_THAT(assume_lists({{"trusted_accounts", {}}}, logs), IsEmpty());
  EXPECT_THAT(assume_lists({{"auditors", {}}}, logs), ::testing::SizeIs(1));
}

}  // namespace
}  // namespace trailsift::detect
