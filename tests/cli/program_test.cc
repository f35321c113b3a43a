// SPDX-License-Identifier: Apache-2.0
// Runs the real program, as a shell would.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "tests/support/run_tool.h"
#include "tests/support/temp_folder.h"
#include "trailsift/cli/flag_table.h"

namespace trailsift::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::run_tool;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ToolRun;
using testing::ToolSetup;
using Words = std::vector<std::string>;

ToolRun trailsift(Words words, const ToolSetup& setup = {}) {
  words.insert(words.begin(), TRAILSIFT_BINARY);
  return run_tool(words, setup);
}

// A rule that speaks of every event, at a level of choice.
std::string rule(const std::string& level) {
  return "title: Something happened\nid: 4a3c0f0e-9a52-4d86-8a57-2f5e4d3c2b1a\n"
         "name: test-something-" +
         level +
         "\nstatus: test\nlogsource:\n  product: aws\n  service: cloudtrail\n"
         "detection:\n  selection:\n    eventName: '*'\n  condition: selection\nlevel: " +
         level + "\n";
}

// One event with a text of choice in it, as JSON.
std::string log_file(const std::string& agent = "aws-cli/2.11") {
  return R"({"Records":[{"eventVersion":"1.08","userIdentity":{"type":"IAMUser",)"
         R"("arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333",)"
         R"("userName":"alice"},"eventTime":"2023-07-10T11:57:50Z",)"
         R"("eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1",)"
         R"("sourceIPAddress":"203.0.113.7","userAgent":")" +
         agent +
         R"(","requestParameters":{"userName":"bob"},"responseElements":null,)"
         R"("requestID":"r-1","eventID":"e-1","readOnly":false,"eventType":"AwsApiCall",)"
         R"("recipientAccountId":"111122223333"}]})";
}

// A folder with a log in it, and a rule of level high that finds it.
class ScanTest : public ::testing::Test {
 protected:
  ScanTest() {
    folder_.write("logs/one.json", log_file());
    folder_.write("rules/any.yml", rule("high"));
  }

  // Scans with the one rule alone.
  ToolRun scan(const Words& flags = {}, ToolSetup setup = {}) const {
    Words words = {"scan", "--no-builtin-rules", "--rules", folder_.file("rules")};
    words.insert(words.end(), flags.begin(), flags.end());
    words.push_back(folder_.file("logs"));
    if (setup.folder == "/") setup.folder = folder_.path().string();
    return trailsift(words, setup);
  }

  TempFolder folder_;
};

TEST(Program, TellsItsVersion) {
  for (const char* flag : {"--version", "-V"}) {
    const ToolRun run = trailsift({flag});
    EXPECT_EQ(run.status, 0);
    EXPECT_EQ(run.out, "trailsift " TRAILSIFT_VERSION "\n");
    EXPECT_EQ(run.err, "");
  }
}

TEST(Program, HelpsOnStandardOutput) {
  for (const Words& words :
       {Words{"--help"}, Words{"-h"}, Words{"help"}, Words{"help", "scan"}, Words{"scan", "--help"},
        Words{"scan", "-h", "--jobs", "4"}, Words{"rules", "--help"}, Words{"help", "rules"},
        Words{"rules", "list", "--help"}, Words{"help", "rules", "check"}}) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 0) << ::testing::PrintToString(words);
    EXPECT_THAT(run.out, HasSubstr("usage: trailsift "));
    EXPECT_EQ(run.err, "");
  }
}

TEST(Program, HelpsOnStandardErrorWhenNothingIsAsked) {
  for (const Words& words : {Words{}, Words{"rules"}}) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 2);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr("usage: trailsift "));
  }
}

TEST(Program, SuggestsTheNearestSubcommandAndFlag) {
  const struct {
    Words words;
    const char* hint;
  } cases[] = {
      {{"scna", "."}, "did you mean trailsift scan?"},
      {{"rules", "lsit"}, "did you mean trailsift rules list?"},
      {{"--versoin"}, "did you mean trailsift --version?"},
      {{"help", "scann"}, "did you mean trailsift scan?"},
      {{"help", "rules", "lsit"}, "did you mean trailsift rules list?"},
      {{"qqqqqqqq"}, "see trailsift --help"},
      {{"scan", "--min-levle", "low", "."}, "did you mean --min-level?"},
      {{"rules", "list", "--fromat", "json"}, "did you mean --format?"},
      {{"rules list"}, "trailsift"},
      {{""}, "see trailsift --help"},
  };
  for (const auto& [words, hint] : cases) {
    const ToolRun run = trailsift(words);
    EXPECT_EQ(run.status, 2) << ::testing::PrintToString(words);
    EXPECT_EQ(run.out, "");
    EXPECT_THAT(run.err, HasSubstr(hint));
  }
}

// A log of January in which alice works as usual, and one of February with a burst of hers.
TEST(Program, LearnsWhatIsUsualAndUsesIt) {
  const TempFolder folder;
  const auto log = [](int days, int month, int calls) {
    std::string text;
    for (int i = 0; i < days * calls; ++i) {
      std::string event = log_file();
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
  folder.write("rules.yml", rule("informational") +
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

// Before any work: the logs are not even there.
TEST(Program, RefusesBadValuesOfEveryFlag) {
  for (const FlagId id : command_table().front().flags) {
    const Flag& entry = flag(id);
    if (entry.value.empty()) continue;
    const std::string name = "--" + std::string(entry.name);
    const ToolRun run = trailsift({"scan", name, "", "/nonexistent"});
    EXPECT_EQ(run.status, 2) << name;
    EXPECT_EQ(run.out, "") << name;
    EXPECT_THAT(run.err, HasSubstr(name + " does not take \"\"")) << name;
    EXPECT_THAT(run.err, HasSubstr("allowed: ")) << name;
  }
  EXPECT_EQ(trailsift({"rules", "list", "--format", "xml"}).status, 2);
}

TEST(Program, NeverEchoesControlBytesOfTheCommandLine) {
  const ToolRun run = trailsift({"scan", "--format", "\x1b[2J", "."});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run.err, HasSubstr("\\x1b[2J"));
}

TEST(Program, SaysWhenHelpCannotBeWritten) {
  EXPECT_EQ(trailsift({"--help"}, {.out_path = "/dev/full"}).status, 2);
  const ToolRun closed = trailsift({"--help"}, {.close_out = true});
  EXPECT_EQ(closed.status, 0);
  EXPECT_EQ(closed.err, "");
}

TEST(RulesCommand, ListsTheRules) {
  const TempFolder folder;
  const std::string file = folder.write("any.yml", rule("low"));
  const ToolRun table = trailsift({"rules", "list", "--no-builtin-rules", "--rules", file});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_EQ(table.out,
            "NAME                LEVEL  STATUS  ID                                    TITLE\n"
            "test-something-low  low    test    4a3c0f0e-9a52-4d86-8a57-2f5e4d3c2b1a  Something "
            "happened\n");
  const ToolRun json =
      trailsift({"rules", "list", "--no-builtin-rules", "--rules", file, "--format", "json"});
  EXPECT_EQ(json.status, 0);
  EXPECT_THAT(json.out, HasSubstr("\"name\": \"test-something-low\""));
  EXPECT_EQ(trailsift({"rules", "list"}).status, 0);
}

TEST(RulesCommand, ChecksFilesAndNamesThePlace) {
  const TempFolder folder;
  const std::string good = folder.write("good.yml", rule("low"));
  const ToolRun run = trailsift({"rules", "check", good});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out,
            "1 rule or filter in 1 file: 1 rule and 0 filters good, 0 refused, 0 for other logs, 0 "
            "left out\n");
  EXPECT_THAT(run.err, HasSubstr(good + ":1:1: warning: "));
  EXPECT_THAT(run.err, HasSubstr("the rule \"test-something-low\""));
  EXPECT_THAT(run.err, HasSubstr("[expensive-rule]"));

  const std::string bad = folder.write("bad.yml", "title: [\n");
  const ToolRun failed = trailsift({"rules", "check", folder.path().string()});
  EXPECT_EQ(failed.status, 2);
  EXPECT_THAT(failed.err, HasSubstr(bad + ":"));
  EXPECT_THAT(failed.out,
              HasSubstr("2 rules and filters in 2 files: 1 rule and 0 filters good, 1 refused"));
  EXPECT_EQ(trailsift({"rules", "check", "--lenient", folder.path().string()}).status, 3);
  EXPECT_EQ(trailsift({"rules", "check", folder.file("missing")}).status, 2);
}

// Behind any number of warnings, where they are seen.
TEST(RulesCommand, ShowsErrorsLast) {
  const TempFolder folder;
  folder.write("rules/a.yml", rule("highest"));
  folder.write("rules/b.yml", rule("low") + "levle: high\n");
  const std::string log = folder.write("one.json", log_file());
  for (const Words& words : {Words{"rules", "check", folder.file("rules")},
                             Words{"scan", "--rules", folder.file("rules"), log}}) {
    const std::string err = trailsift(words).err;
    ASSERT_THAT(err, HasSubstr("[unknown-key]"));
    EXPECT_LT(err.find("[unknown-key]"), err.find("[bad-level]"));
  }
}

std::string filter(const std::string& rule, const std::string& agent) {
  return "title: Known agent\nname: known-agent\nlogsource: {product: aws, service: cloudtrail}\n"
         "filter:\n  rules: " +
         rule + "\n  s:\n    userAgent: " + agent + "\n  condition: not s\n";
}

TEST(RulesCommand, ChecksFiltersAgainstTheBuiltinRules) {
  const TempFolder folder;
  const std::string file = folder.write("f.yml", filter("aws-trail-stoppd", "x"));
  const ToolRun wrong = trailsift({"rules", "check", file});
  EXPECT_EQ(wrong.status, 0) << "a warning";
  EXPECT_THAT(wrong.err, HasSubstr("[unknown-filter-rule]\n  Did you mean \"aws-trail-stopped\"?"));
  EXPECT_THAT(wrong.out, HasSubstr("0 rules and 1 filter good"));
  folder.write("f.yml", filter("aws-trail-stopped", "x"));
  EXPECT_EQ(trailsift({"rules", "check", file}).err, "");
  EXPECT_THAT(trailsift({"rules", "check", "--no-builtin-rules", file}).err,
              HasSubstr("[unknown-filter-rule]"));
}

std::string listed_rule(int number) {
  const std::string name = "listed-" + std::to_string(number);
  return "title: " + name + "\nname: " + name +
         "\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n"
         "  s:\n    eventName: A\n    awsRegion|expand: '%our_list%'\n  condition: s\n---\n";
}

TEST(RulesCommand, SaysWhichRulesWaitForAList) {
  const TempFolder folder;
  const std::string one = folder.write("one.yml", listed_rule(0));
  const ToolRun run = trailsift({"rules", "check", one});
  EXPECT_EQ(run.status, 0);
  EXPECT_THAT(run.err, HasSubstr(one + ":1:1: warning: "));
  EXPECT_THAT(run.err, HasSubstr("[unconfigured-list]"));
  EXPECT_THAT(run.err, Not(HasSubstr("expensive-rule")));

  std::string many;
  for (int i = 0; i < 11; ++i) many += listed_rule(i);
  const ToolRun flood = trailsift({"rules", "check", folder.write("many.yml", many)});
  EXPECT_EQ(flood.err,
            "trailsift: warning: 11 rules and filters do nothing, because lists are not "
            "configured: our_list [unconfigured-list]\n");

  const std::string config = folder.write("trailsift.yml", "placeholders: {our_list: [x]}\n");
  EXPECT_EQ(trailsift({"rules", "check", "--config", config, one}).err, "");
}

TEST(RulesCommand, ChoosesAmongTheRules) {
  const ToolRun high = trailsift({"rules", "list", "--level", "critical"});
  EXPECT_EQ(high.status, 0);
  EXPECT_THAT(high.out, Not(HasSubstr("  low  ")));
  const ToolRun one = trailsift({"rules", "list", "--rule", "aws-trail-stopped"});
  EXPECT_EQ(std::count(one.out.begin(), one.out.end(), '\n'), 2);
  const ToolRun unknown = trailsift({"rules", "list", "--exclude-rule", "aws-trail-stoped"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean aws-trail-stopped?"));
}

TEST(RulesCommand, ShowsHowARuleWasCompiled) {
  const ToolRun show = trailsift({"rules", "show", "aws-trail-stopped"});
  EXPECT_EQ(show.status, 0) << show.err;
  EXPECT_THAT(show.out, HasSubstr("\nname          aws-trail-stopped\n"));
  EXPECT_THAT(show.out, HasSubstr("\nindex entries eventName is "));
  EXPECT_THAT(show.out, HasSubstr("eventName ? "));
  const ToolRun unknown = trailsift({"rules", "show", "aws-trail-stoped"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean aws-trail-stopped?"));
  EXPECT_EQ(trailsift({"rules", "show"}).status, 2);
  EXPECT_EQ(trailsift({"rules", "show", "one", "two"}).status, 2);
  EXPECT_EQ(trailsift({"rules", "show", "aws-trail-stopped"}, {.close_out = true}).status, 0);
}

// One in forty of them, because each takes a start of the program.
TEST(RulesCommand, ShowsBuiltinRules) {
  const ToolRun list = trailsift({"rules", "list"});
  std::istringstream lines(list.out);
  std::string line;
  std::getline(lines, line);
  for (std::size_t number = 0; std::getline(lines, line); ++number) {
    const std::string name = line.substr(0, line.find(' '));
    if (number % 40 != 0) continue;
    const ToolRun show = trailsift({"rules", "show", name});
    EXPECT_EQ(show.status, 0) << name << show.err;
    EXPECT_TRUE(show.out.find("index entries") != std::string::npos ||
                show.out.find("fed by") != std::string::npos)
        << show.out;
  }
}

TEST(RulesCommand, ExplainsARuleOnEvents) {
  const TempFolder folder;
  const std::string rules = folder.write("rules/any.yml", rule("low"));
  folder.write("rules/filter.yml", filter("test-something-low", "Terraform"));
  const std::string events = folder.write("log.json", log_file());
  const Words base = {"rules", "explain", "--no-builtin-rules", "--rules", folder.file("rules")};
  const auto explain = [&](const std::string& name, const std::string& file) {
    Words words = base;
    words.insert(words.end(), {name, file});
    return trailsift(words);
  };
  const ToolRun run = explain("test-something-low", events);
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out,
            "event 1: CreateUser e-1\n"
            "matches: selection\n"
            "  yes selection\n"
            "      yes eventName: '*'  <- \"CreateUser\"\n"
            "filter known-agent, which keeps what its condition matches\n"
            "matches: not s\n"
            "  no  s\n"
            "      no  userAgent: 'Terraform'  <- \"aws-cli/2.11\"\n");
  EXPECT_EQ(explain("test-something-low", folder.file("missing")).status, 2);
  const std::string logs = folder.file("logs");
  folder.write("logs/log.json", log_file());
  std::filesystem::create_symlink("nowhere", folder.file("logs/broken.json"));
  const ToolRun partly = explain("test-something-low", logs);
  EXPECT_EQ(partly.status, 3);
  EXPECT_THAT(partly.err, HasSubstr("broken.json: not-found"));
  EXPECT_EQ(explain("test-something-low", rules).status, 2) << "no events in it";
  EXPECT_EQ(explain("somebody", events).status, 2);
  folder.write("log.json", log_file() + "\n" + log_file().substr(0, 300));
  EXPECT_EQ(explain("test-something-low", events).status, 3) << "some of it could not be read";
  const ToolRun correlation = trailsift({"rules", "explain", "aws-denied-burst", events});
  EXPECT_EQ(correlation.status, 2);
  EXPECT_THAT(correlation.err, HasSubstr("explain one of its rules"));
}

constexpr const char* kStopped =
    "title: Stopped\nname: stopped\nlogsource: {product: aws}\ndetection:\n  s:\n"
    "    eventName: StopLogging\n  condition: s\n";

constexpr const char* kWindows =
    "title: W\nname: for-windows\nlogsource: {product: windows}\n"
    "detection:\n  s:\n    EventID: 1\n  condition: s\n";

// A large collection holds rules for other logs, and rules that are refused.
TEST(RulesCommand, SpeaksOfARuleAmongOthersThatCannotBeUsed) {
  const TempFolder folder;
  folder.write("rules/stopped.yml", kStopped);
  folder.write("rules/windows.yml", kWindows);
  const std::string events = folder.write("log.json", log_file());
  const auto run = [&](const char* command, const char* name) {
    Words words = {"rules", command, "--no-builtin-rules", "--rules", folder.file("rules"), name};
    if (command == std::string("explain")) words.push_back(events);
    return trailsift(words);
  };
  EXPECT_EQ(run("show", "for-windows").status, 0);
  EXPECT_THAT(run("show", "for-windows").out, HasSubstr("it is for other logs"));
  EXPECT_EQ(run("explain", "for-windows").status, 2);
  EXPECT_THAT(run("explain", "for-windows").err, HasSubstr("[not-applicable]"));

  folder.write("rules/broken.yml", "title: [\n");
  for (const char* const command : {"show", "explain"}) {
    const ToolRun other = run(command, "stopped");
    EXPECT_EQ(other.status, 3) << command;
    EXPECT_THAT(other.err, HasSubstr("broken.yml:"));
    EXPECT_NE(other.out, "");
    EXPECT_THAT(run(command, "broken").err, HasSubstr("broken.yml:"));
  }
  const ToolRun list =
      trailsift({"rules", "list", "--no-builtin-rules", "--rules", folder.file("rules")});
  EXPECT_EQ(list.status, 3);
  EXPECT_THAT(list.out, HasSubstr("stopped"));
}

TEST(RulesCommand, TestsWhatCanBeUsedAndSaysWhatIsNot) {
  const TempFolder folder;
  folder.write("windows.yml", kWindows);
  const ToolRun none = trailsift({"rules", "test", folder.path().string()});
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.out, "0 tests: 0 passed, 0 failed; 0 rules without tests\n");
  EXPECT_THAT(none.err, HasSubstr("x.test.jsonl"));

  const std::string test = R"({"expect": true, "event": {"eventName": "StopLogging"}})";
  folder.write("stopped.yml", kStopped);
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

TEST(RulesCommand, TestsRulesOnTheEventsBesideThem) {
  const TempFolder folder;
  folder.write("stopped.yml", kStopped);
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
TEST(RulesCommand, TestsOfOneFileGoToTheRuleOfTheirKind) {
  const TempFolder folder;
  const std::string path = folder.write(
      "two.yml", std::string(kStopped) +
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

TEST(RulesCommand, RefusesBrokenTests) {
  const TempFolder folder;
  const std::string path = folder.write("two.yml", kStopped);
  const std::string tests = folder.write("two.test.jsonl", "{\"expect\": true}\n");
  const ToolRun broken = trailsift({"rules", "test", path});
  EXPECT_EQ(broken.status, 2);
  EXPECT_THAT(broken.err, HasSubstr(tests + ":1: "));
  folder.write("two.test.jsonl", "{\"expect\": true, \"rule\": \"stoped\", \"event\": {}}\n");
  EXPECT_THAT(trailsift({"rules", "test", path}).err, HasSubstr("holds no rule \"stoped\""));
  folder.write("two.test.jsonl", "{\"expect\": false, \"event\": {}}\n");
  std::string second = kStopped;
  second.replace(second.find("name: stopped"), 13, "name: second!");
  folder.write("two.yml", kStopped + ("---\n" + second));
  EXPECT_THAT(trailsift({"rules", "test", path}).err, HasSubstr("holds 2 rules"));
  folder.write("two.yml", "title: [\n");
  EXPECT_EQ(trailsift({"rules", "test", path}).status, 2);
  EXPECT_EQ(trailsift({"rules", "test", "--format", "xml", path}).status, 2);
}

// A slip in a name must not make tests pass by not being run.
TEST(RulesCommand, RefusesTestsWithoutARule) {
  const TempFolder folder;
  folder.write("sub/stopped.yml", kStopped);
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

TEST_F(ScanTest, CountsWhatWasLeftOutAndFiltered) {
  folder_.write("rules/low.yml", "title: Low\n" + rule("low").substr(rule("low").find("name:")));
  const ToolRun chosen = scan({"--level", "high", "--format", "json"});
  EXPECT_EQ(chosen.status, 0) << chosen.err;
  EXPECT_THAT(chosen.out, HasSubstr("\"left_out\": 1"));
  EXPECT_THAT(chosen.err, HasSubstr("1 loaded, 0 refused, 0 for other logs, 1 left out"));
  folder_.write("rules/filter.yml", filter("test-something-high", "aws-cli/2.11"));
  const ToolRun filtered = scan({"--level", "high", "--format", "json"});
  EXPECT_EQ(filtered.status, 0) << filtered.err;
  EXPECT_THAT(filtered.out, HasSubstr("\"known-agent\": 1"));
  EXPECT_THAT(filtered.out, HasSubstr("\"findings\": []"));
  EXPECT_THAT(filtered.err, HasSubstr("  filtered   1 hit by known-agent\n"));
}

// "No findings" of no rules would say that all is well.
TEST_F(ScanTest, RefusesToScanWithoutARule) {
  const std::string useless[] = {
      folder_.write("empty.yml", ""),
      folder_.write("filter.yml", filter("test-something-high", "x")),
      folder_.write("windows.yml",
                    "title: T\nlogsource: {product: windows}\ndetection:\n"
                    "  s:\n    EventID: 1\n  condition: s\n"),
  };
  for (const std::string& file : useless) {
    for (const Words& command : {Words{"scan", "--fail-on", "low"}, Words{"baseline", "build"}}) {
      Words words = command;
      words.insert(words.end(), {"--no-builtin-rules", "--rules", file, folder_.file("logs")});
      const ToolRun run = trailsift(words);
      EXPECT_EQ(run.status, 2) << file;
      EXPECT_EQ(run.out, "") << file;
      EXPECT_THAT(run.err, HasSubstr("[no-rules]")) << file;
    }
    EXPECT_EQ(trailsift({"rules", "check", file}).status, 0) << file;
  }
}

TEST_F(ScanTest, GoesOnWithoutRefusedRulesWhenLenient) {
  folder_.write("rules/bad.yml", "title: [\n");
  const ToolRun strict = scan();
  EXPECT_EQ(strict.status, 2);
  EXPECT_THAT(strict.err, HasSubstr("--lenient"));
  const ToolRun lenient = scan({"--lenient"});
  EXPECT_EQ(lenient.status, 3);
  EXPECT_THAT(lenient.out, StartsWith("HIGH  Something happened\n"));
  EXPECT_THAT(lenient.err, HasSubstr("1 loaded, 1 refused"));
  EXPECT_EQ(scan({"--lenient", "--fail-on", "high"}).status, 1);
}

TEST_F(ScanTest, ShowsTheFirstOfManyWarnings) {
  std::string many;
  for (int i = 0; i < 50; ++i) {
    many += "---\ntitle: T\nlogsource: {product: aws}\ndetection:\n  s:\n    field" +
            std::to_string(i) + ": x\n  condition: s\n";
  }
  folder_.write("rules/many.yml", many + "---\ntitle: [\n");
  const std::string err = scan().err;
  EXPECT_THAT(err, HasSubstr("30 more warnings; trailsift rules check shows them all"));
  EXPECT_THAT(err, HasSubstr("\"field19\""));
  EXPECT_THAT(err, Not(HasSubstr("\"field20\"")));
  EXPECT_THAT(err, HasSubstr("[invalid-yaml]"));
  const ToolRun check = trailsift({"rules", "check", folder_.file("rules")});
  EXPECT_THAT(check.err, HasSubstr("\"field49\""));
}

// So that a built-in rule can be copied and changed.
TEST_F(ScanTest, ARuleTakesThePlaceOfTheBuiltinOneOfItsName) {
  folder_.write("rules/any.yml", std::string(kStopped) + "level: low\n");
  folder_.write("rules/own.yml",
                "title: Mine\nname: aws-trail-stopped\nlogsource: {product: aws}\ndetection:\n"
                "  s:\n    eventName: CreateUser\n  condition: s\nlevel: high\n");
  const ToolRun run = trailsift({"scan", "--rule", "aws-trail-stopped", "--rules",
                                 folder_.file("rules"), folder_.file("logs")});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH  Mine\n"));
  EXPECT_THAT(run.err, HasSubstr("1 built-in rule is replaced by yours"));
}

TEST_F(ScanTest, TakesRulesFromTheConfiguration) {
  const std::string config = folder_.write("site.yml", "rules: rules\n");
  const ToolRun run =
      trailsift({"scan", "--no-builtin-rules", "--config", config, folder_.file("logs")});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH"));
}

TEST_F(ScanTest, PutsFindingsOnStandardOutputAndAllElseOnStandardError) {
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH  Something happened\n"));
  EXPECT_THAT(run.err, StartsWith("Read 1 CloudTrail file"));
  EXPECT_THAT(run.err, HasSubstr("\nSummary\n  findings   1: 1 high\n"));
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("\x1b"))) << "no colour, no progress";
}

TEST_F(ScanTest, IsSilentOnStandardErrorWhenQuiet) {
  const ToolRun run = scan({"--quiet"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, StartsWith("HIGH"));
}

TEST_F(ScanTest, ColoursOnDemand) {
  EXPECT_THAT(scan({"--color", "always"}).out, HasSubstr("\x1b[1;31mHIGH\x1b[0m"));
  EXPECT_THAT(scan({"--color", "always"}, {.environment = {{"NO_COLOR", "1"}}}).out,
              HasSubstr("\x1b[1;31m"))
      << "a flag is more than a variable";
  EXPECT_THAT(scan({"--color", "never"}).out, Not(HasSubstr("\x1b")));
}

TEST_F(ScanTest, LeavesOutWhatIsBelowTheMinimumLevel) {
  const ToolRun run = scan({"--min-level", "critical"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, "No findings.\n");
  EXPECT_THAT(run.err, HasSubstr("1 below critical not shown"));
}

TEST_F(ScanTest, FailsOnALevel) {
  EXPECT_EQ(scan({"--fail-on", "critical"}).status, 0);
  EXPECT_EQ(scan({"--fail-on", "high"}).status, 1);
  EXPECT_EQ(scan({"--fail-on", "low", "--min-level", "critical"}).status, 1) << "shown or not";
}

TEST_F(ScanTest, ReportsLossesInTheStatusUnlessThereIsSomethingToFailOn) {
  folder_.write("logs/two.json", log_file().substr(0, 300));
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("  losses "));
  EXPECT_EQ(scan({"--fail-on", "high"}).status, 1) << "1 outranks 3";
}

TEST_F(ScanTest, FailsWhenThereIsNothingToScan) {
  const ToolRun run = trailsift({"scan", folder_.file("missing"), folder_.file("gone")});
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  for (const char* const name : {"missing", "gone"}) {
    EXPECT_THAT(run.err, HasSubstr(std::string(name) + ": No such file or directory"));
  }
}

TEST_F(ScanTest, WritesValidJson) {
  const std::string root = TRAILSIFT_SOURCE_DIR;
  const auto validate = [&](const std::string& schema, const std::string& text) {
    return run_tool(
        {TRAILSIFT_PYTHON, root + "/tests/support/validate_json.py", root + "/docs", schema},
        {.input = text});
  };
  const ToolRun report = scan({"--format", "json"});
  const ToolRun valid = validate("report", report.out);
  EXPECT_EQ(valid.status, 0) << valid.out << valid.err << report.out;
  EXPECT_THAT(report.out, HasSubstr("\"title\": \"Something happened\""));
  const ToolRun lines = scan({"--format", "jsonl"});
  EXPECT_EQ(validate("finding", lines.out).status, 0) << lines.out;
  EXPECT_THAT(lines.out, StartsWith("{\"schema\":\"trailsift.finding/1\""));
}

TEST_F(ScanTest, GivesTheSameBytesWhateverTheSurroundings) {
  for (const char* format : {"text", "json", "jsonl"}) {
    const ToolRun plain = scan({"--format", format, "-j", "1"});
    const ToolRun other =
        scan({"--format", format, "-j", "8", "--quiet"},
             {.environment = {{"TZ", "Asia/Tokyo"}, {"LC_ALL", "de_DE.UTF-8"}, {"LANG", "tr_TR"}},
              .folder = "/tmp"});
    EXPECT_EQ(plain.out, other.out) << format;
    EXPECT_FALSE(plain.out.empty());
  }
}

TEST_F(ScanTest, WritesTheOutputFileWholeAndNothingElse) {
  const std::string path = folder_.file("report.json");
  const ToolRun run = scan({"--format", "json", "-o", path});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(testing::read_file(path), scan({"--format", "json"}).out);
  EXPECT_EQ(folder_.entries(), 3U) << "logs, rules, report and no temporary file";
}

TEST_F(ScanTest, RefusesAnUnwritableOutputBeforeAnyWork) {
  for (const std::string& path : {folder_.path().string(), folder_.file("missing/report.json")}) {
    const ToolRun run = scan({"-o", path});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr(path));
    EXPECT_THAT(run.err, Not(HasSubstr("Read "))) << "nothing was done with them";
  }
}

// By a slip of the hand, `-o` and the log may be the same.
TEST_F(ScanTest, DoesNotWriteTheFindingsOverALog) {
  const std::string log = folder_.file("logs/copy.json");
  const std::string text = R"({"Records":[{"eventVersion":"1.08","eventID":"1"}]})";
  folder_.write("logs/copy.json", text);
  const ToolRun run = scan({"-o", log});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr("cannot write " + log + ": it holds CloudTrail records"));
  EXPECT_THAT(run.err, Not(HasSubstr("Read "))) << "before any work";
  EXPECT_EQ(testing::read_file(log), text);
  for (const char* format : {"text", "json", "jsonl"}) {
    const std::string report = folder_.file("logs/report.json");
    EXPECT_NE(scan({"--format", format, "-o", report}).status, 2);
    EXPECT_NE(scan({"--format", format, "-o", report}).status, 2) << "an older report may go";
  }
}

TEST_F(ScanTest, SaysWhenTheDiskIsFull) {
  const ToolRun file = scan({"-o", "/dev/full"});
  EXPECT_EQ(file.status, 2);
  EXPECT_THAT(file.err, HasSubstr("cannot write /dev/full: No space left on device"));
  const ToolRun out = scan({}, {.out_path = "/dev/full"});
  EXPECT_EQ(out.status, 2);
  EXPECT_THAT(out.err, HasSubstr("cannot write standard output: No space left on device"));
}

TEST_F(ScanTest, EndsQuietlyWhenTheReaderHasGone) {
  const ToolRun run = scan({"--quiet"}, {.close_out = true});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(scan({"--fail-on", "low"}, {.close_out = true}).status, 1) << "the scan's own status";
}

TEST_F(ScanTest, LetsNoControlBytesThrough) {
  folder_.write("logs/one.json", log_file(R"(\u001b[2J\u0007\u009b31m\u202e)"
                                          "\x1b[0m\x9b\xff"));
  folder_.write("logs/\x1b[31mname.json", log_file().substr(0, 200));
  for (const char* format : {"text", "json", "jsonl"}) {
    const ToolRun run = scan({"--format", format});
    EXPECT_THAT(run.out, Not(IsEmpty()));
    for (const char c : run.out + run.err) {
      EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f)) << format;
    }
    EXPECT_THAT(run.out, Not(HasSubstr("\xc2\x9b")));
    EXPECT_THAT(run.out, Not(HasSubstr("\xe2\x80\xae")));
  }
}

TEST_F(ScanTest, RefusesBrokenRulesWithTheirPlace) {
  const std::string bad = folder_.write("rules/bad.yml", "title: [\n");
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr(bad + ":"));
  EXPECT_THAT(run.err, HasSubstr("nothing was done with them"));
}

TEST_F(ScanTest, DoesNotTakeUpAConfigurationOfItsOwnAccord) {
  const std::string config = folder_.write("trailsift.yml", "home_regions: [eu-west-1]\n");
  const ToolRun without = scan();
  EXPECT_EQ(without.status, 0);
  EXPECT_THAT(without.err, HasSubstr("trailsift.yml in this folder is not used; pass --config"));
  EXPECT_THAT(without.err, Not(HasSubstr("eu-west-1")));
  EXPECT_EQ(scan({"--quiet"}).err, "");
  const ToolRun with = scan({"--config", config});
  EXPECT_THAT(with.err, Not(HasSubstr("is not used")));
  EXPECT_THAT(with.err, HasSubstr("eu-west-1 (configured)"));
  EXPECT_THAT(with.err, HasSubstr("  config "));
  EXPECT_THAT(scan({"--config", config, "--home-region", "eu-north-1"}).err,
              HasSubstr("eu-north-1 (configured)"))
      << "the flag overrides the file";
}

TEST_F(ScanTest, RefusesABadConfigurationWithItsPlace) {
  const std::string config = folder_.write("site.yml", "\nhome_regoins: [eu-west-1]\n");
  const ToolRun run = scan({"--config", config});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr(config + ":2:1: there is no key \"home_regoins\" [unknown-key]"));
  EXPECT_THAT(run.err, HasSubstr("did you mean home_regions?"));
  EXPECT_EQ(scan({"--config", folder_.file("missing.yml")}).status, 2);
}

// Standard input stays open, so that the scan waits for more of it until the signal comes.
class Interruption : public ScanTest {
 protected:
  // Starts a scan of a FIFO that never ends, interrupts it, and gives its exit status.
  int interrupted_scan(const std::string& output, const char* verbosity) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      ::dup2(ends[0], 0);
      ::close(ends[1]);
      const int err = ::open(folder_.file("err").c_str(), O_WRONLY | O_CREAT, 0600);
      ::dup2(err, 2);
      const std::string rules = folder_.file("rules");
      ::execl(TRAILSIFT_BINARY, TRAILSIFT_BINARY, "scan", "--no-builtin-rules", "--rules",
              rules.c_str(), "-o", output.c_str(), verbosity, "-", nullptr);
      ::_exit(127);
    }
    ::close(ends[0]);
    // Far more than a pipe holds: once it is written, the scan is reading.
    const std::string text = log_file() + "\n" + std::string(4U << 20, ' ');
    EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ::kill(child, SIGINT);
    ::close(ends[1]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

TEST_F(Interruption, LeavesNoOutputFileAndSaysSo) {
  for (const char* verbosity : {"--no-progress", "--quiet"}) {
    EXPECT_EQ(interrupted_scan(folder_.file("report.txt"), verbosity), 3);
    EXPECT_FALSE(std::filesystem::exists(folder_.file("report.txt")));
    EXPECT_THAT(testing::read_file(folder_.file("err")),
                HasSubstr("report.txt is not written [interrupted]"))
        << verbosity;
    EXPECT_EQ(folder_.entries(), 3U) << "logs, rules, err";
    std::filesystem::remove(folder_.file("err"));
  }
}

// A role is taken from one of the accounts whose logs these are, or from another one.
std::string role_taken_by(const std::string& account) {
  return R"({"Records":[{"eventVersion":"1.08","userIdentity":{"type":"AWSAccount",)"
         R"("principalId":"AROAEXAMPLE:x","accountId":")" +
         account +
         R"("},"eventTime":"2023-07-10T11:57:50Z","eventSource":"sts.amazonaws.com",)"
         R"("eventName":"AssumeRole","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.7",)"
         R"("userAgent":"aws-cli/2.11","requestParameters":{"roleArn":)"
         R"("arn:aws:iam::111122223333:role/app"},"responseElements":null,"requestID":"r-)" +
         account + R"(","eventID":"e-)" + account +
         R"(","readOnly":true,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}]})";
}

TEST(AssumedAccounts, AreThoseWhoseLogsAreThere) {
  const TempFolder folder;
  const std::string rest = "_CloudTrail_us-east-1_20230710T1200Z_";
  folder.write("logs/111122223333" + rest + "a.json", role_taken_by("444455556666"));
  folder.write("logs/111122223333" + rest + "b.json", role_taken_by("999988887777"));
  const Words words = {"scan",
                       "--format",
                       "jsonl",
                       "--rule",
                       "aws-role-assumed-by-untrusted-account",
                       folder.file("logs")};
  const ToolRun alone = trailsift(words);
  EXPECT_EQ(alone.out, "");
  EXPECT_THAT(alone.err, HasSubstr("the list trusted_accounts is not configured"));

  folder.write("logs/444455556666" + rest + "c.json", log_file());
  const ToolRun both = trailsift(words);
  EXPECT_THAT(both.out, HasSubstr("999988887777"));
  EXPECT_THAT(both.out, HasSubstr("The list trusted_accounts is not configured"));
  EXPECT_EQ(std::count(both.out.begin(), both.out.end(), '\n'), 1) << both.out;
  EXPECT_THAT(both.err, HasSubstr("trusted_accounts: 111122223333, 444455556666"));

  Words configured = words;
  configured.insert(configured.begin() + 1,
                    {"--config", folder.write("site.yml", "trusted_accounts: '999988887777'\n")});
  const ToolRun listed = trailsift(configured);
  EXPECT_THAT(listed.out, HasSubstr("444455556666"));
  EXPECT_THAT(listed.out, Not(HasSubstr("is not configured")));
}

}  // namespace
}  // namespace trailsift::cli
