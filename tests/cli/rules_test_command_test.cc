// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/rules_test_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/program.h"
#include "tests/support/temp_folder.h"

namespace trailsift::cli::rules_test_command_test {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;
using testing::ToolRun;

TEST(RulesTestCommand, TestsWhatCanBeUsedAndSaysWhatIsNot) {
  const TempFolder folder;
  folder.write("windows.yml", kRuleForWindows);
  const ToolRun none = trailsift({"rules", "test", folder.path().string()});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.out, "0 tests: 0 passed, 0 failed; 0 rules without tests\n");
  EXPECT_THAT(none.err, HasSubstr("x.test.jsonl"));

  const std::string test = R"({"expect": true, "event": {"eventName": "StopLogging"}})";
  folder.write("stopped.yml", kRuleForStoppedTrails);
  folder.write("stopped.test.jsonl", test);
  folder.write("broken.yml", "title: [\n");
  folder.write("broken.test.jsonl", test);
  EXPECT_EQ(trailsift({"rules", "test", folder.path().string()}).status, 2);
  const ToolRun lenient = trailsift({"rules", "test", "--lenient", folder.path().string()});
  EXPECT_EQ(lenient.status, 3);
  EXPECT_EQ(lenient.out, "1 test: 1 passed, 0 failed; 0 rules without tests\n");

  folder.write("windows.test.jsonl", test);
  const ToolRun idle = trailsift({"rules", "test", "--lenient", folder.path().string()});
  EXPECT_EQ(idle.status, 2);
  EXPECT_THAT(idle.err, HasSubstr("windows.test.jsonl:1: the rule of this test is for other logs"));
}

TEST(RulesTestCommand, TestsRulesOnTheEventsBesideThem) {
  const TempFolder folder;
  folder.write("stopped.yml", kRuleForStoppedTrails);
  folder.write("series.yml",
               "title: Series\nname: series\ncorrelation:\n  type: event_count\n"
               "  rules: [stopped]\n  group-by: [eventName]\n  timespan: 1h\n"
               "  condition: {gte: 2}\n");
  folder.write("stopped.test.jsonl",
               "{\"expect\": true, \"event\": {\"eventName\": \"StopLogging\"}}\n"
               "{\"expect\": false, \"event\": {\"eventName\": \"StartLogging\"}}\n");
  const std::string path = folder.path().string();
  const ToolRun good = trailsift({"rules", "test", path});
  EXPECT_EQ(good.status, 0) << good.err;
  EXPECT_EQ(good.out,
            "no tests: series\n"
            "2 tests: 2 passed, 0 failed; 1 rule without tests\n");

  const std::string events =
      R"([{"eventID":"1","eventName":"StopLogging","eventTime":"2024-03-05T12:00:00Z"},)"
      R"({"eventID":"2","eventName":"StopLogging","eventTime":"2024-03-05T12:00:01Z"}])";
  folder.write("series.test.jsonl", "{\"expect\": true, \"events\": " + events +
                                        "}\n{\"expect\": false, \"events\": " + events + "}\n");
  const ToolRun failed = trailsift({"rules", "test", path});
  EXPECT_EQ(failed.status, 1);
  EXPECT_EQ(failed.out, folder.file("series.test.jsonl") +
                            ":2: series fired, but should have been silent\n"
                            "    2 of 2 events are matched by rules that it refers to\n"
                            "4 tests: 3 passed, 1 failed; 0 rules without tests\n");
  const ToolRun junit = trailsift({"rules", "test", "--format", "junit", path});
  EXPECT_EQ(junit.status, 1);
  EXPECT_THAT(junit.out, HasSubstr("tests=\"4\" failures=\"1\" skipped=\"0\""));
}

// A correlation and what it counts, as they are published: in one file.
TEST(RulesTestCommand, TestsOfOneFileGoToTheRuleOfTheirKind) {
  const TempFolder folder;
  const std::string path = folder.write(
      "two.yml", std::string(kRuleForStoppedTrails) +
                     "---\ntitle: Twice\nname: twice\ncorrelation:\n  type: event_count\n"
                     "  rules: [stopped]\n  timespan: 1m\n  condition: {gte: 2}\n");
  const auto event = [](const std::string& id) {
    return R"({"eventName":"StopLogging","eventTime":"2024-03-05T12:00:00Z","eventID":")" + id +
           "\"}";
  };
  folder.write("two.test.jsonl", "{\"expect\": true, \"event\": " + event("1") +
                                     "}\n{\"expect\": true, \"events\": [" + event("1") + "," +
                                     event("2") + "]}\n{\"expect\": false, \"events\": [" +
                                     event("1") + "]}\n");
  const ToolRun run = trailsift({"rules", "test", path});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "3 tests: 3 passed, 0 failed; 0 rules without tests\n");
}

TEST(RulesTestCommand, RefusesBrokenTests) {
  const TempFolder folder;
  const std::string path = folder.write("two.yml", kRuleForStoppedTrails);
  const std::string tests = folder.write("two.test.jsonl", "{\"expect\": true}\n");
  const ToolRun broken = trailsift({"rules", "test", path});
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, HasSubstr(tests + ":1: "));
  folder.write("two.test.jsonl", "{\"expect\": true, \"rule\": \"stoped\", \"event\": {}}\n");
  EXPECT_THAT(trailsift({"rules", "test", path}).err, HasSubstr("holds no rule \"stoped\""));
  folder.write("two.test.jsonl", "{\"expect\": false, \"event\": {}}\n");
  std::string second = kRuleForStoppedTrails;
  second.replace(second.find("name: stopped"), 13, "name: second!");
  folder.write("two.yml", kRuleForStoppedTrails + ("---\n" + second));
  EXPECT_THAT(trailsift({"rules", "test", path}).err, HasSubstr("holds 2 rules"));
  folder.write("two.yml", "title: [\n");
  EXPECT_EQ(trailsift({"rules", "test", path}).status, 2);
  EXPECT_EQ(trailsift({"rules", "test", "--format", "xml", path}).status, 2);
}

// A slip in a name must not make tests pass by not being run.
TEST(RulesTestCommand, RefusesTestsWithoutARule) {
  const TempFolder folder;
  folder.write("sub/stopped.yml", kRuleForStoppedTrails);
  folder.write("sub/stopped.test.jsonl", "");
  const std::string path = folder.path().string();
  EXPECT_EQ(trailsift({"rules", "test", path, path + "/./sub"}).status, 0);
  const std::string lone = folder.write("sub/stoped.test.jsonl", "");
  const ToolRun run = trailsift({"rules", "test", path});
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr(lone + ": there is no rule to test in " + path +
                                 "/sub/stoped.yml or " + path + "/sub/stoped.yaml [lone-tests]"));
  EXPECT_EQ(trailsift({"rules", "test", folder.file("sub/stopped.yml")}).status, 0);
}

}  // namespace
}  // namespace trailsift::cli::rules_test_command_test
