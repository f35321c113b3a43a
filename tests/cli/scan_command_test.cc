// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/scan_command.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/cli/program.h"
#include "tests/support/temp_folder.h"

namespace trailsift::cli::scan_command_test {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::run_tool;
using ::testing::StartsWith;
using testing::TempFolder;
using testing::ToolRun;
using testing::ToolSetup;

// A folder with a log in it, and a rule of level high that finds it.
class ScanCommandTest : public ::testing::Test {
 protected:
  ScanCommandTest() {
    folder_.write("logs/one.json", log_of_one_event());
    folder_.write("rules/any.yml", rule_for_any_event("high"));
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

TEST_F(ScanCommandTest, CountsWhatWasLeftOutAndFiltered) {
  folder_.write("rules/low.yml", "title: Low\n" + rule_for_any_event("low").substr(
                                                      rule_for_any_event("low").find("name:")));
  const ToolRun chosen = scan({"--level", "high", "--format", "json"});
  EXPECT_EQ(chosen.status, 0) << chosen.err;
  EXPECT_THAT(chosen.out, HasSubstr("\"left_out\": 1"));
  EXPECT_THAT(chosen.err, HasSubstr("1 loaded, 0 refused, 0 for other logs, 1 left out"));
  folder_.write("rules/filter.yml", filter_of_agent("test-something-high", "aws-cli/2.11"));
  const ToolRun filtered = scan({"--level", "high", "--format", "json"});
  EXPECT_EQ(filtered.status, 0) << filtered.err;
  EXPECT_THAT(filtered.out, HasSubstr("\"known-agent\": 1"));
  EXPECT_THAT(filtered.out, HasSubstr("\"findings\": []"));
  EXPECT_THAT(filtered.err, HasSubstr("  filtered   1 hit by known-agent\n"));
}

// "No findings" of no rules would say that all is well.
TEST_F(ScanCommandTest, RefusesToScanWithoutARule) {
  const std::string useless[] = {
      folder_.write("empty.yml", ""),
      folder_.write("filter.yml", filter_of_agent("test-something-high", "x")),
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

TEST_F(ScanCommandTest, GoesOnWithoutRefusedRulesWhenLenient) {
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

TEST_F(ScanCommandTest, ShowsTheFirstOfManyWarnings) {
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
TEST_F(ScanCommandTest, ARuleTakesThePlaceOfTheBuiltinOneOfItsName) {
  folder_.write("rules/any.yml", std::string(kRuleForStoppedTrails) + "level: low\n");
  folder_.write("rules/own.yml",
                "title: Mine\nname: aws-trail-stopped\nlogsource: {product: aws}\ndetection:\n"
                "  s:\n    eventName: CreateUser\n  condition: s\nlevel: high\n");
  const ToolRun run = trailsift({"scan", "--rule", "aws-trail-stopped", "--rules",
                                 folder_.file("rules"), folder_.file("logs")});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH  Mine\n"));
  EXPECT_THAT(run.err, HasSubstr("1 built-in rule is replaced by yours"));
}

TEST_F(ScanCommandTest, TakesRulesFromTheConfiguration) {
  const std::string config = folder_.write("site.yml", "rules: rules\n");
  const ToolRun run =
      trailsift({"scan", "--no-builtin-rules", "--config", config, folder_.file("logs")});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH"));
}

TEST_F(ScanCommandTest, PutsFindingsOnStandardOutputAndAllElseOnStandardError) {
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("HIGH  Something happened\n"));
  EXPECT_THAT(run.err, StartsWith("Read 1 CloudTrail file"));
  EXPECT_THAT(run.err, HasSubstr("\nSummary\n  findings   1: 1 high\n"));
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("\x1b"))) << "no colour, no progress";
}

TEST_F(ScanCommandTest, IsSilentOnStandardErrorWhenQuiet) {
  const ToolRun run = scan({"--quiet"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, StartsWith("HIGH"));
}

TEST_F(ScanCommandTest, ColoursOnDemand) {
  EXPECT_THAT(scan({"--color", "always"}).out, HasSubstr("\x1b[1;31mHIGH\x1b[0m"));
  EXPECT_THAT(scan({"--color", "always"}, {.environment = {{"NO_COLOR", "1"}}}).out,
              HasSubstr("\x1b[1;31m"))
      << "a flag is more than a variable";
  EXPECT_THAT(scan({"--color", "never"}).out, Not(HasSubstr("\x1b")));
}

TEST_F(ScanCommandTest, LeavesOutWhatIsBelowTheMinimumLevel) {
  const ToolRun run = scan({"--min-level", "critical"});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.out, "No findings.\n");
  EXPECT_THAT(run.err, HasSubstr("1 below critical not shown"));
}

TEST_F(ScanCommandTest, FailsOnALevel) {
  EXPECT_EQ(scan({"--fail-on", "critical"}).status, 0);
  EXPECT_EQ(scan({"--fail-on", "high"}).status, 1);
  EXPECT_EQ(scan({"--fail-on", "low", "--min-level", "critical"}).status, 1) << "shown or not";
}

TEST_F(ScanCommandTest, ReportsLossesInTheStatusUnlessThereIsSomethingToFailOn) {
  folder_.write("logs/two.json", log_of_one_event().substr(0, 300));
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 3) << run.err;
  EXPECT_THAT(run.err, HasSubstr("  losses "));
  EXPECT_EQ(scan({"--fail-on", "high"}).status, 1) << "1 outranks 3";
}

TEST_F(ScanCommandTest, FailsWhenThereIsNothingToScan) {
  const ToolRun run = trailsift({"scan", folder_.file("missing"), folder_.file("gone")});
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  for (const char* const name : {"missing", "gone"}) {
    EXPECT_THAT(run.err, HasSubstr(std::string(name) + ": No such file or directory"));
  }
}

TEST_F(ScanCommandTest, WritesValidJson) {
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

TEST_F(ScanCommandTest, GivesTheSameBytesWhateverTheSurroundings) {
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

TEST_F(ScanCommandTest, WritesTheOutputFileWholeAndNothingElse) {
  const std::string path = folder_.file("report.json");
  const ToolRun run = scan({"--format", "json", "-o", path});
  EXPECT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(testing::read_file(path), scan({"--format", "json"}).out);
  EXPECT_EQ(folder_.entries(), 3U) << "logs, rules, report and no temporary file";
}

TEST_F(ScanCommandTest, RefusesAnUnwritableOutputBeforeAnyWork) {
  for (const std::string& path : {folder_.path().string(), folder_.file("missing/report.json")}) {
    const ToolRun run = scan({"-o", path});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr(path));
    EXPECT_THAT(run.err, Not(HasSubstr("Read "))) << "nothing was done with them";
  }
}

// By a slip of the hand, `-o` and the log may be the same.
TEST_F(ScanCommandTest, DoesNotWriteTheFindingsOverALog) {
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

TEST_F(ScanCommandTest, SaysWhenTheDiskIsFull) {
  const ToolRun file = scan({"-o", "/dev/full"});
  EXPECT_EQ(file.status, 2);
  EXPECT_THAT(file.err, HasSubstr("cannot write /dev/full: No space left on device"));
  const ToolRun out = scan({}, {.out_path = "/dev/full"});
  EXPECT_EQ(out.status, 2);
  EXPECT_THAT(out.err, HasSubstr("cannot write standard output: No space left on device"));
}

TEST_F(ScanCommandTest, EndsQuietlyWhenTheReaderHasGone) {
  const ToolRun run = scan({"--quiet"}, {.close_out = true});
  EXPECT_EQ(run.status, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(scan({"--fail-on", "low"}, {.close_out = true}).status, 1) << "the scan's own status";
}

TEST_F(ScanCommandTest, LetsNoControlBytesThrough) {
  folder_.write("logs/one.json", log_of_one_event(R"(\u001b[2J\u0007\u009b31m\u202e)"
                                                  "\x1b[0m\x9b\xff"));
  folder_.write("logs/\x1b[31mname.json", log_of_one_event().substr(0, 200));
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

TEST_F(ScanCommandTest, RefusesBrokenRulesWithTheirPlace) {
  const std::string bad = folder_.write("rules/bad.yml", "title: [\n");
  const ToolRun run = scan();
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr(bad + ":"));
  EXPECT_THAT(run.err, HasSubstr("nothing was done with them"));
}

TEST_F(ScanCommandTest, DoesNotTakeUpAConfigurationOfItsOwnAccord) {
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

TEST_F(ScanCommandTest, RefusesABadConfigurationWithItsPlace) {
  const std::string config = folder_.write("site.yml", "\nhome_regoins: [eu-west-1]\n");
  const ToolRun run = scan({"--config", config});
  EXPECT_EQ(run.status, 2);
  EXPECT_THAT(run.err, HasSubstr(config + ":2:1: there is no key \"home_regoins\" [unknown-key]"));
  EXPECT_THAT(run.err, HasSubstr("did you mean home_regions?"));
  EXPECT_EQ(scan({"--config", folder_.file("missing.yml")}).status, 2);
}

// Standard input stays open, so that the scan waits for more of it until the signal comes.
class Interruption : public ScanCommandTest {
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
    const std::string text = log_of_one_event() + "\n" + std::string(4U << 20, ' ');
    EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    ::kill(child, SIGINT);
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(ends[1]);
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

  folder.write("logs/444455556666" + rest + "c.json", log_of_one_event());
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
}  // namespace trailsift::cli::scan_command_test
