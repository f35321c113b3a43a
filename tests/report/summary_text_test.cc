// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/summary_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/report/sample_report.h"

namespace trailsift::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr TextStyle kPlain{.width = 100, .colour = false};

TEST(OpeningLine, SaysWhatWasRead) {
  EXPECT_EQ(
      opening_line(full_summary(), kPlain),
      "Read 314 CloudTrail files (18.2 MB, 145.0 MB inflated): 120,431 events of 2 accounts,\n"
      "2023-07-10T11:00:00Z to 2023-07-12T09:30:00Z.\n\n");
  EXPECT_EQ(opening_line({}, kPlain), "Read 0 CloudTrail files (0 B, 0 B inflated): 0 events.\n\n");
}

TEST(ClosingSummary, TellsEverythingThatWasCounted) {
  SummaryContext context;
  context.seconds = 2;
  context.config_file = "trailsift.yml";
  context.shown_by_level = {0, 0, 1, 2, 1};
  context.hidden = 12;
  context.min_level = "medium";
  EXPECT_EQ(
      closing_summary(full_summary(), context, kPlain),
      "\n"
      "Summary\n"
      "  findings   4: 1 critical, 2 high, 1 medium; 12 below medium not shown\n"
      "  files      328: 312 read, 2 damaged, 14 skipped; 18.2 MB, 145.0 MB inflated\n"
      "  events     120,431 analysed, 1,204 duplicate deliveries dropped, 3 with the id of another "
      "event\n"
      "             but other content (kept), 1 without a readable time, 7 outside the filters\n"
      "  time       2023-07-10T11:00:00Z to 2023-07-12T09:30:00Z\n"
      "  accounts   111122223333, 444455556666\n"
      "  regions    eu-west-1, us-east-1\n"
      "  home       us-east-1 for account 111122223333, assumed: active on 3 of 3 days\n"
      "  rules      41 loaded, 0 refused, 3 for other logs, 2 left out, 1 silent; "
      "sha256:aaaaaaaaaaaaaaaa\n"
      "  silent     aws-off-network: trusted_networks is not configured\n"
      "  filtered   4 hits by allow-backup\n"
      "  config     trailsift.yml\n"
      "  skipped    2 config-history, 12 digest-file\n"
      "  losses     1 malformed-record, 1 truncated-gzip\n"
      "             AWSLogs/a.json.gz: truncated-gzip at byte 8,123, 41 records kept (the file "
      "ends\n"
      "               inside a gzip member)\n"
      "             AWSLogs/b.json: malformed-record at byte 512, 7 records kept (no value follows "
      "the\n"
      "               colon)\n"
      "  speed      2.00 s, 60,215 events/s, 72.5 MB/s inflated\n");
}

TEST(ClosingSummary, SaysWhenRegionsAreConfigured) {
  detect::ScanSummary summary = full_summary();
  summary.home_regions = {"eu-central-1"};
  EXPECT_THAT(closing_summary(summary, {}, kPlain), HasSubstr("eu-central-1 (configured)"));
}

TEST(ClosingSummary, SaysWhatAnInterruptedScanDidNotRead) {
  detect::ScanSummary summary = full_summary();
  EXPECT_THAT(closing_summary(summary, {}, kPlain), Not(HasSubstr("stopped")));
  summary.interrupted = true;
  summary.files_not_read = 1700;
  EXPECT_THAT(closing_summary(summary, {}, kPlain), HasSubstr("1,700 files not read"));
}

TEST(ClosingSummary, NamesTheFirstLossesAndCountsTheRest) {
  detect::ScanSummary summary;
  for (int i = 0; i < 35; ++i) {
    summary.losses.push_back({"file" + std::to_string(i), "not-found", 0, 0, ""});
  }
  const std::string text = closing_summary(summary, {}, kPlain);
  EXPECT_THAT(text, HasSubstr("35 not-found"));
  EXPECT_THAT(text, HasSubstr("file19: not-found, 0 records kept"));
  EXPECT_THAT(text, Not(HasSubstr("file20:")));
  EXPECT_THAT(text, HasSubstr("and 15 more"));
}

TEST(ClosingSummary, LetsNothingThroughToTheTerminal) {
  const std::string bad(kHostile);
  detect::ScanSummary summary = full_summary();
  summary.losses = {{bad, bad, 1, 1, bad}};
  summary.accounts = summary.regions = {bad};
  summary.skipped = summary.filtered = {{bad, 1}};
  summary.silent_rules = {{bad, bad}};
  summary.assumed_home_regions = {{bad, bad, bad}};
  summary.assumed_lists = {{bad, {{bad}, "x"}}};
  SummaryContext context;
  context.config_file = bad;
  for (const char c : closing_summary(summary, context, kPlain) + opening_line(summary, kPlain)) {
    EXPECT_TRUE(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
  }
}

TEST(ClosingSummary, NamesSilentRulesByReason) {
  detect::ScanSummary summary;
  for (int i = 0; i < 6; ++i) summary.silent_rules.push_back({"rule" + std::to_string(i), "same"});
  summary.silent_rules.push_back({"other", "another"});
  const std::string text = closing_summary(summary, {}, kPlain);
  EXPECT_THAT(text, HasSubstr("rule0, rule1, rule2, rule3 and 2 more: same\n"));
  EXPECT_THAT(text, HasSubstr("other: another\n"));
}

TEST(ClosingSummary, NamesTheLoudestRulesWhenAsked) {
  std::vector<detect::Finding> findings(14, full_finding());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    findings[i].rule_name = i < 3 ? "loud" : "rule" + std::to_string(i);
    findings[i].count = i == 7 ? 5000 : 1;
  }
  SummaryContext context;
  EXPECT_THAT(closing_summary({}, context, kPlain), Not(HasSubstr("loudest")));
  context.loudest = loudest_rules(findings);
  ASSERT_EQ(context.loudest.size(), 10U);
  EXPECT_EQ(context.loudest[0].rule_name, "loud");
  EXPECT_EQ(context.loudest[1].rule_name, "rule7");
  EXPECT_EQ(context.loudest[2].rule_name, "rule10");
  const std::string text = closing_summary({}, context, kPlain);
  EXPECT_THAT(text, HasSubstr("  loudest    loud: 3 findings of 3 events\n"));
  EXPECT_THAT(text, HasSubstr("             rule7: 1 finding of 5,000 events\n"));
}

TEST(ClosingSummary, TellsWhichListsAreAssumed) {
  detect::ScanSummary summary = full_summary();
  summary.assumed_lists["trusted_accounts"] = {{"111122223333", "444455556666"},
                                               "taken from the names of the logs"};
  EXPECT_THAT(closing_summary(summary, {}, kPlain),
              HasSubstr("\n  assumed    trusted_accounts: 111122223333, 444455556666 (taken from "
                        "the names of the logs)\n"));
}

}  // namespace
}  // namespace trailsift::report
