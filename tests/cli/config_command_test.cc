// SPDX-License-Identifier: Apache-2.0
// Runs the real program, as a shell would.
#include "trailsift/cli/config_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/run_tool.h"
#include "tests/support/temp_folder.h"
#include "trailsift/cli/config_template.h"

namespace trailsift::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::TempFolder;
using testing::ToolRun;

ToolRun config(std::vector<std::string> words, const TempFolder& folder) {
  words.insert(words.begin(), {TRAILSIFT_BINARY, "config"});
  return testing::run_tool(words, {.folder = folder.path().string()});
}

TEST(ConfigInit, WritesAFileThatIsGoodAndSetsNothing) {
  const TempFolder folder;
  const ToolRun init = config({"init"}, folder);
  EXPECT_EQ(init.status, 0) << init.err;
  EXPECT_EQ(init.out, "");
  EXPECT_THAT(init.err, HasSubstr("wrote trailsift.yml"));
  EXPECT_EQ(testing::read_file(folder.file("trailsift.yml")), config_template());
  const ToolRun check = config({"check"}, folder);
  EXPECT_EQ(check.status, 0) << check.err;
  EXPECT_EQ(check.out, "trailsift.yml is good and sets nothing\n");
}

TEST(ConfigInit, LeavesAFileAloneUnlessForced) {
  const TempFolder folder;
  folder.write("site.yml", "auditors: [alice]\n");
  const ToolRun refused = config({"init", "-o", "site.yml"}, folder);
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("site.yml: the file is there already"));
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(testing::read_file(folder.file("site.yml")), "auditors: [alice]\n");
  EXPECT_EQ(config({"init", "--force", "-o", "site.yml"}, folder).status, 0);
  EXPECT_EQ(testing::read_file(folder.file("site.yml")), config_template());
}

TEST(ConfigInit, NamesAFolderThatIsNotThere) {
  const TempFolder folder;
  const ToolRun run = config({"init", "-o", "missing/site.yml"}, folder);
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr("missing/site.yml"));
}

TEST(ConfigCheck, ShowsWhatIsSet) {
  const TempFolder folder;
  std::string networks;
  for (int i = 0; i < 12; ++i) networks += "  - 10.0." + std::to_string(i) + ".0/24\n";
  folder.write("site.yml",
               "auditors: ['al\\x1bice', bob]\nhome_regions: []\nknown_ips:\n" + networks);
  const ToolRun run = config({"check", "site.yml"}, folder);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("site.yml is good and sets\n"));
  EXPECT_THAT(run.out, HasSubstr(", bob\n  home_regions: nothing\n  known_ips: 10.0.0.0/24, "));
  EXPECT_THAT(run.out, HasSubstr("10.0.9.0/24 and 2 more\n"));
  EXPECT_THAT(run.out, Not(HasSubstr("\x1b")));
}

TEST(ConfigCheck, TellsWhatIsWrong) {
  const TempFolder folder;
  folder.write("site.yml", "auditor: [alice]\n");
  folder.write("rules.yml", "rules: missing/\n");
  folder.write("bad.yml", "rules: rule.yml\n");
  folder.write("rule.yml", "title: x\nlogsource: {product: aws, service: cloudtrail}\n");
  EXPECT_THAT(config({"check", "site.yml"}, folder).err, HasSubstr("did you mean auditors?"));
  EXPECT_THAT(config({"check", "rules.yml"}, folder).err, HasSubstr("missing"));
  EXPECT_THAT(config({"check"}, folder).err, HasSubstr("trailsift.yml"));
  for (const char* name : {"site.yml", "rules.yml", "bad.yml", "none.yml"}) {
    EXPECT_EQ(config({"check", name}, folder).status, 2) << name;
  }
  EXPECT_EQ(config({"check", "a", "b"}, folder).status, 2);
}

}  // namespace
}  // namespace trailsift::cli
