// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/scan.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::detect {
namespace {

using testing::TempFolder;

constexpr const char* kRules = R"(
title: Trail stopped
id: 4b1b4a36-5a0e-4b6b-9f1e-1f6d2d5f0a01
name: test-trail-stopped
status: test
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {eventName: StopLogging}
  condition: selection
level: high
)";

struct Call {
  std::string id = "00000000-0000-4000-8000-000000000001";
  std::string name = "StopLogging";
  std::string time = "2024-03-05T12:00:00Z";
  std::string region = "us-east-1";
  std::string account = "111122223333";
  std::string agent = "aws-cli/2.15.0";
};

std::string record(const Call& call) {
  return R"({"eventVersion":"1.09","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::)" +
         call.account + R"(:user/alice","accountId":")" + call.account +
         R"(","userName":"alice"},"eventTime":")" + call.time +
         R"(","eventSource":"cloudtrail.amazonaws.com","eventName":")" + call.name +
         R"(","awsRegion":")" + call.region + R"(","sourceIPAddress":"203.0.113.7","userAgent":")" +
         call.agent +
         R"(","requestParameters":{"name":"main"},"responseElements":null,"eventID":")" + call.id +
         R"(","recipientAccountId":")" + call.account + R"("})";
}

std::string log(const std::vector<Call>& calls) {
  std::string text = R"({"Records":[)";
  for (const Call& call : calls) {
    if (text.back() == '}') text += ',';
    text += record(call);
  }
  return text + "]}";
}

std::string log_name(const std::string& region, const std::string& day, int number) {
  std::string compact = day;
  std::erase(compact, '/');
  return "AWSLogs/111122223333/CloudTrail/" + region + "/" + day + "/111122223333_CloudTrail_" +
         region + "_" + compact + "T1205Z_" + std::to_string(1000000000000000 + number) + ".json";
}

std::string event_id(int number) {
  std::string digits = std::to_string(number);
  return "00000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

class ScanTest : public ::testing::Test {
 protected:
  ScanTest() {
    options_.paths = {folder_.path().string()};
    compilation_ = compile_rules(sigma::read_rules(kRules, "test.yml").rules, {});
  }

  Result<ScanReport> run() {
    ScanProgress progress;
    return scan(options_, compilation_, progress, stop_);
  }
  ScanReport report() {
    auto result = run();
    EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().to_string());
    return result.ok() ? std::move(result).value() : ScanReport{};
  }

  TempFolder folder_;
  ScanOptions options_;
  Compilation compilation_;
  std::atomic<bool> stop_{false};
};

TEST_F(ScanTest, FindsWhatTheRulesSay) {
  folder_.write(log_name("us-east-1", "2024/03/05", 1),
                log({{}, {.id = event_id(2), .name = "GetTrail"}}));
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 2U);
  EXPECT_EQ(found.summary.files_read, 1U);
  EXPECT_EQ(found.summary.rules_loaded, 1U);
  EXPECT_TRUE(found.summary.complete());
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].rule_name, "test-trail-stopped");
  EXPECT_EQ(found.findings[0].actor.name, "alice");
}

// Each file may take as much, so that a hostile one costs nothing but itself.
TEST_F(ScanTest, ReadsNoMoreOfAFileThanMayBeKept) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += record({.id = event_id(i)}) + "\n";
  folder_.write("dense.json", text);
  folder_.write("other.json", record({.id = event_id(5000), .name = "GetTrail"}));
  options_.limits.decode.whole_file_bytes = 0;
  options_.limits.decode.chunk_bytes = 64 << 10;
  EXPECT_TRUE(report().summary.complete());
  EXPECT_EQ(report().summary.events, 2001U);

  options_.most_kept_bytes = 1;
  const ScanReport found = report();
  ASSERT_EQ(found.summary.losses.size(), 1U);
  EXPECT_EQ(found.summary.losses[0].file, "dense.json");
  EXPECT_EQ(found.summary.losses[0].reason, "too-dense");
  EXPECT_GT(found.summary.losses[0].position, 0U);
  EXPECT_EQ(found.summary.events, found.summary.losses[0].records_kept + 1);
  EXPECT_LT(found.summary.events, 1000U);
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].count, found.summary.losses[0].records_kept);
}

TEST_F(ScanTest, CountsADeliveryInTwoRegionFoldersOnce) {
  const std::string text = log({{}});
  folder_.write(log_name("us-east-1", "2024/03/05", 1), text);
  folder_.write(log_name("eu-west-1", "2024/03/05", 2), text);
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 1U);
  EXPECT_EQ(found.summary.duplicates, 1U);
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].count, 1U);
}

TEST_F(ScanTest, KeepsBothOfAnIdWithTwoContentsAndSaysSo) {
  folder_.write(log_name("us-east-1", "2024/03/05", 1), log({{}, {.agent = "Boto3/1.34"}}));
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 2U);
  EXPECT_EQ(found.summary.duplicates, 0U);
  EXPECT_EQ(found.summary.id_conflicts, 1U);
}

TEST_F(ScanTest, ReadsOverlappingPathsOnce) {
  const std::string path = folder_.write(log_name("us-east-1", "2024/03/05", 1), log({{}}));
  options_.paths = {path, folder_.path().string(), folder_.path().string() + "/AWSLogs/"};
  const ScanReport found = report();
  EXPECT_EQ(found.summary.files_total, 1U);
  EXPECT_EQ(found.summary.events, 1U);
  EXPECT_EQ(found.summary.duplicates, 0U);
}

TEST_F(ScanTest, SinceIsInclusiveAndUntilExclusive) {
  folder_.write("events.json", log({{.id = event_id(1), .time = "2024-03-05T11:59:59Z"},
                                    {.id = event_id(2), .time = "2024-03-05T12:00:00Z"},
                                    {.id = event_id(3), .time = "2024-03-05T12:59:59Z"},
                                    {.id = event_id(4), .time = "2024-03-05T13:00:00Z"}}));
  options_.filter.since = *parse_timestamp("2024-03-05T12:00:00Z");
  options_.filter.until = *parse_timestamp("2024-03-05T13:00:00Z");
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 2U);
  EXPECT_EQ(found.summary.events_outside_filters, 2U);
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].event_ids, (std::vector<std::string>{event_id(2), event_id(3)}));
}

TEST_F(ScanTest, SkipsFilesByDateOnlyWhereThatIsSafe) {
  const Call late{.id = event_id(1), .time = "2024-03-01T08:00:00Z"};
  folder_.write(log_name("us-east-1", "2024/02/28", 1), log({{.id = event_id(2)}}));  // too early
  folder_.write(log_name("us-east-1", "2024/03/20", 2), log({late}));  // may hold late ones
  folder_.write(log_name("us-east-1", "2024/05/01", 3), log({{.id = event_id(3)}}));  // too late
  options_.filter.since = *parse_date_or_timestamp("2024-03-01");
  options_.filter.until = *parse_date_or_timestamp("2024-03-02");
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 1U);
  EXPECT_EQ(found.summary.files_skipped, 2U);
  EXPECT_EQ(found.summary.skipped.at("outside-time-range"), 2U);
}

TEST_F(ScanTest, FiltersByRegionAndAccount) {
  folder_.write("events.json", log({{.id = event_id(1)},
                                    {.id = event_id(2), .region = "eu-west-1"},
                                    {.id = event_id(3), .account = "444455556666"}}));
  options_.filter.regions = {"us-east-1"};
  EXPECT_EQ(report().summary.events, 2U);
  options_.filter.accounts = {"444455556666"};
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 1U);
  EXPECT_EQ(found.summary.accounts, (std::vector<std::string>{"444455556666"}));
}

TEST_F(ScanTest, APathThatIsMissingAmongOthersIsALoss) {
  folder_.write("events.json", log({{}}));
  options_.paths.push_back(folder_.file("absent"));
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 1U);
  ASSERT_EQ(found.summary.losses.size(), 1U);
  EXPECT_EQ(found.summary.losses[0].reason, "not-found");
}

TEST_F(ScanTest, NothingToScanIsAnError) {
  EXPECT_FALSE(run().ok()) << "an empty folder";
  folder_.write("readme.txt", "hello");
  const auto result = run();
  ASSERT_FALSE(result.ok()) << "a folder without logs";
  EXPECT_EQ(result.error().code, "nothing-to-scan");
  EXPECT_NE(result.error().message.find("not-json 1"), std::string::npos);
  options_.paths = {folder_.file("absent")};
  EXPECT_FALSE(run().ok()) << "a path that does not exist";
}

TEST_F(ScanTest, AnEmptyLogIsALogWithoutEvents) {
  folder_.write("events.json", R"({"Records":[]})");
  const ScanReport found = report();
  EXPECT_EQ(found.summary.files_read, 1U);
  EXPECT_EQ(found.summary.events, 0U);
}

TEST_F(ScanTest, StopsWhenToldTo) {
  folder_.write("events.json", log({{}}));
  stop_ = true;
  const ScanReport found = report();
  EXPECT_TRUE(found.summary.interrupted);
  EXPECT_EQ(found.summary.files_not_read, 1U);
  EXPECT_FALSE(found.summary.complete());
}

TEST_F(ScanTest, DamageIsALossAndWhatCouldBeReadIsKept) {
  const std::string whole = log({{}, {.id = event_id(2)}});
  folder_.write("events.json", whole.substr(0, whole.size() - 40));
  const ScanReport found = report();
  EXPECT_EQ(found.summary.events, 1U);
  EXPECT_EQ(found.summary.files_damaged, 1U);
  ASSERT_EQ(found.summary.losses.size(), 1U);
  EXPECT_EQ(found.summary.losses[0].reason, "truncated-json");
  EXPECT_EQ(found.summary.losses[0].records_kept, 1U);
  EXPECT_EQ(found.findings.size(), 1U);
}

// What a report says, as one text.
std::string text_of(const ScanReport& report) {
  const ScanSummary& summary = report.summary;
  std::string text = std::to_string(summary.events) + "/" + std::to_string(summary.duplicates) +
                     "/" + std::to_string(summary.id_conflicts) + "/" +
                     std::to_string(summary.losses.size()) + "\n";
  for (const Finding& finding : report.findings) {
    text += finding.id + " " + finding.rule_name + " " + finding.actor.arn + " " +
            std::to_string(finding.count) + " " + format_timestamp(finding.first_seen) + "\n";
    for (const std::string& id : finding.event_ids) text += "  " + id + "\n";
  }
  return text;
}

TEST_F(ScanTest, TheReportIsTheSameForAnyNumberOfThreads) {
  int id = 0;
  for (int day = 1; day <= 9; ++day) {
    const std::string date = "2024-03-0" + std::to_string(day);
    const std::string folder_date = "2024/03/0" + std::to_string(day);
    std::vector<Call> calls;
    for (int hour = 10; hour < 20; ++hour) {
      calls.push_back({.id = event_id(++id),
                       .time = date + "T" + std::to_string(hour) + ":00:00Z",
                       .account = id % 3 == 0 ? "444455556666" : "111122223333"});
    }
    folder_.write(log_name("us-east-1", folder_date, day), log(calls));
    folder_.write(log_name("eu-west-1", folder_date, 100 + day), log({calls[0], calls[5]}));
    calls[1].agent = "other";
    folder_.write(log_name("us-west-2", folder_date, 200 + day), log({calls[1]}));
  }
  options_.jobs = 1;
  const std::string one = text_of(report());
  EXPECT_EQ(one.substr(0, one.find('\n')), "99/18/9/0");
  for (const unsigned jobs : {2U, 3U, 8U}) {
    options_.jobs = jobs;
    for (int round = 0; round < 5; ++round) EXPECT_EQ(text_of(report()), one) << jobs << " jobs";
  }
}

TEST_F(ScanTest, CountsWhatFiltersTookAwayTheSameForAnyNumberOfThreads) {
  const sigma::RuleFile filters = sigma::read_rules(
      "title: Agent\nid: by-agent\nlogsource: {product: aws}\nfilter:\n  rules: any\n"
      "  s:\n    userAgent: Boto3/1.34\n  condition: not s\n---\n"
      "title: Nothing\nname: idle\nlogsource: {product: aws}\nfilter:\n  rules: any\n"
      "  s:\n    userAgent: nobody\n  condition: not s\n---\n"
      "title: No list\nname: undecided\nlogsource: {product: aws}\nfilter:\n  rules: any\n"
      "  s:\n    userAgent|expand: '%agents%'\n  condition: not s\n",
      "filters.yml");
  compilation_ = compile_rules(sigma::read_rules(kRules, "test.yml").rules, {}, filters.filters);
  for (int i = 0; i < 30; ++i) {
    folder_.write(log_name("us-east-1", "2024/03/05", i),
                  log({{.id = event_id(2 * i)},
                       {.id = event_id(2 * i + 1), .agent = "Boto3/1.34"},
                       {.id = event_id(1), .agent = "Boto3/1.34"}}));
  }
  for (const unsigned jobs : {1U, 2U, 7U}) {
    options_.jobs = jobs;
    const ScanReport found = report();
    EXPECT_EQ(found.summary.filtered, (std::map<std::string, std::uint64_t>{
                                          {"by-agent", 30}, {"idle", 0}, {"undecided", 0}}))
        << jobs;
    ASSERT_EQ(found.findings.size(), 1U);
    EXPECT_EQ(found.findings[0].count, 30U);
    ASSERT_EQ(found.summary.silent_rules.size(), 1U);
    EXPECT_EQ(found.summary.silent_rules[0].rule_name, "undecided");
  }
}

TEST_F(ScanTest, TellsWhichListsWereAssumed) {
  folder_.write(log_name("us-east-1", "2024/03/05", 1), log({{}}));
  const io::InputSet input = find_input(options_);
  EXPECT_EQ(input.files.size(), 1U);
  compilation_.assumed = {{"trusted_accounts", {"111122223333"}}};
  ScanProgress progress;
  const auto found = scan(options_, input, compilation_, progress, stop_);
  ASSERT_TRUE(found.ok());
  const auto& assumed = found.value().summary.assumed_lists;
  ASSERT_TRUE(assumed.contains("trusted_accounts"));
  EXPECT_EQ(assumed.at("trusted_accounts").values, std::vector<std::string>{"111122223333"});
  EXPECT_EQ(assumed.at("trusted_accounts").reason, "taken from the names of the logs");
  EXPECT_EQ(found.value().summary.events, 1U);
}

std::string bucket_call(int id, const std::string& name, const std::string& bucket,
                        const std::string& service = "") {
  const std::string identity =
      service.empty() ? R"({"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/alice"})"
                      : R"({"type":"AWSService","invokedBy":")" + service + "\"}";
  return R"({"Records":[{"eventVersion":"1.09","userIdentity":)" + identity +
         R"(,"eventTime":"2024-03-05T12:00:00Z","eventSource":"s3.amazonaws.com","eventName":")" +
         name + R"(","awsRegion":"us-east-1","sourceIPAddress":")" +
         (service.empty() ? "203.0.113.7" : service) + R"(","requestParameters":{"bucketName":")" +
         bucket + R"("},"eventID":")" + event_id(id) +
         R"(","recipientAccountId":"111122223333"}]})";
}

constexpr const char* kBucketRule = R"(
title: Log bucket touched
name: log-bucket-touched
logsource: {product: aws, service: cloudtrail}
detection:
  selection:
    eventName: [DeleteObject, PutObject]
    requestParameters.bucketName|expand: '%log_buckets%'
  service: {derived.caller: service}
  condition: selection and not service
trailsift: {once_per: 1h}
)";

TEST_F(ScanTest, TakesBucketsThatServicesDeliverToForLogBuckets) {
  compilation_ = compile_rules(sigma::read_rules(kBucketRule, "test.yml").rules, {});
  int number = 0;
  const auto write = [&](const std::string& text) {
    folder_.write(log_name("us-east-1", "2024/03/05", number), text);
    ++number;
  };
  for (int i = 0; i < 20; ++i) write(bucket_call(i, "PutObject", "pages"));
  write(bucket_call(100, "DeleteObject", "trail"));
  write(bucket_call(101, "DeleteObject", "pages"));

  const ScanReport silent = report();
  EXPECT_TRUE(silent.findings.empty());
  EXPECT_TRUE(silent.summary.assumed_lists.empty());
  ASSERT_EQ(silent.summary.silent_rules.size(), 1U);
  EXPECT_EQ(silent.summary.silent_rules[0].reason,
            "the list log_buckets is not configured, and no delivery of logs is seen");

  // What is told by the last file is known of the first one.
  write(bucket_call(200, "GetBucketAcl", "trail", "cloudtrail.amazonaws.com"));
  for (const unsigned jobs : {1U, 2U, 7U}) {
    options_.jobs = jobs;
    const ScanReport found = report();
    ASSERT_EQ(found.findings.size(), 1U) << jobs;
    EXPECT_EQ(found.findings[0].count, 1U);
    EXPECT_EQ(found.findings[0].event_ids, std::vector<std::string>{event_id(100)});
    EXPECT_NE(found.findings[0].next_steps.back().find("set log_buckets"), std::string::npos);
    EXPECT_TRUE(found.summary.silent_rules.empty());
    ASSERT_TRUE(found.summary.assumed_lists.contains("log_buckets"));
    EXPECT_EQ(found.summary.assumed_lists.at("log_buckets").values,
              std::vector<std::string>{"trail"});
  }
}

// Thinning must not take calls on different buckets for one.
TEST_F(ScanTest, FindsTheLogBucketAmongOthersOfOneCaller) {
  compilation_ = compile_rules(sigma::read_rules(kBucketRule, "test.yml").rules, {});
  for (int i = 0; i < 30; ++i) {
    folder_.write(log_name("us-east-1", "2024/03/05", i),
                  bucket_call(i, "PutObject", i % 3 == 2 ? "trail" : "b" + std::to_string(i % 3)));
  }
  folder_.write(log_name("us-east-1", "2024/03/05", 99),
                bucket_call(99, "PutObject", "trail", "cloudtrail.amazonaws.com"));
  const ScanReport found = report();
  ASSERT_EQ(found.findings.size(), 1U);
  EXPECT_EQ(found.findings[0].count, 10U);
}

TEST_F(ScanTest, CountsWhatAFilterTookFromLogBucketsAlone) {
  const sigma::RuleFile filters = sigma::read_rules(
      "title: Caller\nid: by-caller\nlogsource: {product: aws}\nfilter:\n  rules: any\n"
      "  s:\n    sourceIPAddress: 203.0.113.7\n  condition: not s\n",
      "filters.yml");
  ASSERT_EQ(filters.filters.size(), 1U);
  compilation_ =
      compile_rules(sigma::read_rules(kBucketRule, "test.yml").rules, {}, filters.filters);
  const char* buckets[] = {"trail", "pages", "trail", "pages", "pages"};
  for (int i = 0; i < 5; ++i) {
    folder_.write(log_name("us-east-1", "2024/03/05", i),
                  bucket_call(i, "DeleteObject", buckets[i]));
  }
  folder_.write(log_name("us-east-1", "2024/03/05", 9),
                bucket_call(9, "PutObject", "trail", "cloudtrail.amazonaws.com"));
  const ScanReport found = report();
  EXPECT_TRUE(found.findings.empty());
  EXPECT_EQ(found.summary.filtered, (std::map<std::string, std::uint64_t>{{"by-caller", 2}}));
}

TEST_F(ScanTest, AFilterOfHomeRegionsTakesNothingUnsureFromRulesOfLogBuckets) {
  const std::string filter = R"(
title: Not at home
name: not-at-home
logsource: {product: aws, service: cloudtrail}
filter:
  rules: any
  selection: {awsRegion|expand: '%home_regions%'}
  condition: not selection
)";
  const sigma::RuleFile filters = sigma::read_rules(filter, "filter.yml");
  ASSERT_EQ(filters.filters.size(), 1U);
  compilation_ =
      compile_rules(sigma::read_rules(kBucketRule, "test.yml").rules, {}, filters.filters);
  folder_.write(log_name("us-east-1", "2024/03/05", 1), bucket_call(1, "PutObject", "trail"));
  folder_.write(log_name("us-east-1", "2024/03/05", 2),
                bucket_call(2, "PutObject", "trail", "cloudtrail.amazonaws.com"));
  EXPECT_EQ(report().findings.size(), 1U);
}

}  // namespace
}  // namespace trailsift::detect
