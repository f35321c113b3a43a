// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/baseline_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/program.h"
#include "tests/support/temp_folder.h"

namespace trailsift::cli::baseline_command_test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ToolRun;

// A log of January in which alice works as usual, and one of February with a burst of hers.
TEST(BaselineCommand, LearnsWhatIsUsualAndUsesIt) {
  const TempFolder folder;
  const auto log = [](int days, int month, int calls) {
    std::string text;
    for (int i = 0; i < days * calls; ++i) {
      std::string event = log_of_one_event();
      event = event.substr(event.find('[') + 1);
      event.resize(event.rfind(']'));
      event.replace(
          event.find("2023-07-10T11:57:50Z"), 20,
          "2023-0" + std::to_string(month) + "-0" + std::to_string(1 + i / calls) + "T11:57:50Z");
      event.replace(event.find("e-1"), 3, "e-" + std::to_string(month * 1000 + i));
      text += event + "\n";
    }
    return text;
  };
  folder.write("january/log.json", log(9, 1, 2));
  folder.write("february/log.json", log(1, 2, 30));
  folder.write("rules.yml", rule_for_any_event("informational") +
                                "---\ntitle: More\nname: more\nlevel: high\ncorrelation:\n"
                                "  type: spike\n  rules: [test-something-informational]\n"
                                "  group-by: [derived.actor]\n  timespan: 1h\n"
                                "  condition: {factor: 5, floor: 20, history: 60d}\n");
  const auto path = [&](const std::string& name) { return (folder.path() / name).string(); };
  const Words rules = {"--no-builtin-rules", "--rules", path("rules.yml")};
  const auto with_rules = [&](Words words) {
    words.insert(words.end(), rules.begin(), rules.end());
    return trailsift(words);
  };
  const Words scan = {"scan", "--format", "jsonl", path("february")};
  const ToolRun without = with_rules(scan);
  EXPECT_EQ(without.out, "");
  EXPECT_THAT(without.err, HasSubstr("what is usual is known after 72 hours"));

  const ToolRun built =
      with_rules({"baseline", "build", "-o", path("usual.jsonl"), path("january")});
  EXPECT_EQ(built.status, 0) << built.err;
  EXPECT_EQ(built.out, "");
  EXPECT_THAT(built.err, Not(HasSubstr("findings")));
  const std::string usual = testing::read_file(path("usual.jsonl"));
  EXPECT_THAT(usual, StartsWith("{\"trailsift_baseline\":1,\"lines\":"));
  EXPECT_EQ(with_rules({"baseline", "build", "-q", path("january")}).out, usual);

  Words informed = scan;
  informed.insert(informed.end(), {"--baseline", path("usual.jsonl")});
  const ToolRun found = with_rules(informed);
  EXPECT_THAT(found.out, HasSubstr("\"rule_name\":\"more\""));
  EXPECT_THAT(found.out, HasSubstr("\"spike.average\":\"2.0\""));

  folder.write("damaged.jsonl", usual + "{\"rule\"");
  Words misled = scan;
  misled.insert(misled.end(), {"--baseline", path("damaged.jsonl")});
  const ToolRun refused = with_rules(misled);
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, HasSubstr("damaged.jsonl:5: "));

  std::string other = usual;
  other.replace(other.find("\"version\":\"") + 11, 1, "x");
  folder.write("other.jsonl", other);
  Words outdated = scan;
  outdated.insert(outdated.end(), {"--baseline", path("other.jsonl")});
  const ToolRun ignored = with_rules(outdated);
  EXPECT_EQ(ignored.out, "");
  EXPECT_THAT(ignored.err, HasSubstr("more was learnt in another version"));
}

}  // namespace
}  // namespace trailsift::cli::baseline_command_test
