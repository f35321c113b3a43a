// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include <nlohmann/json.hpp>

#include "corpus/tree.h"
#include "tests/tree_reader.h"

namespace {

using bench_test::read_tree;
using bench_test::TemporaryFolder;
using corpus::TreePlan;
using nlohmann::json;

TreePlan small_plan(const std::string& out) {
  TreePlan plan;
  plan.out = out;
  plan.files = 48;
  plan.events_per_file = 30;
  plan.days = 6;
  plan.level = 1;
  plan.incidents = 12;
  return plan;
}

// A tree on disk with its truth, and every record by its place.
struct Made {
  TemporaryFolder folder;
  corpus::TreeResult result;
  std::map<std::string, std::string> files;

  explicit Made(TreePlan plan) {
    plan.out = folder.path();
    result = corpus::write_tree(plan);
    files = read_tree(folder.path());
  }
};

// eventID -> (region folder, record) of every delivery of the event.
std::multimap<std::string, std::pair<std::string, std::string>> deliveries_of(const Made& made) {
  std::multimap<std::string, std::pair<std::string, std::string>> deliveries;
  for (const auto& [path, content] : made.files) {
    std::smatch parts;
    EXPECT_TRUE(std::regex_search(path, parts, std::regex("CloudTrail/([a-z0-9-]+)/"))) << path;
    const json document = json::parse(content);
    for (const json& record : document.at("Records")) {
      deliveries.emplace(record.at("eventID"), std::pair(parts[1].str(), record.dump()));
    }
  }
  return deliveries;
}

std::set<std::string> planted_ids(const Made& made) {
  std::set<std::string> ids;
  for (const std::string& line : made.result.truth_lines) {
    const json truth = json::parse(line);
    for (const json& id : truth.at("event_ids")) ids.insert(id);
  }
  return ids;
}

TEST(Corpus, SamePlanSameBytesForAnyNumberOfThreads) {
  TreePlan plan = small_plan("");
  const Made one(plan);
  plan.jobs = 4;
  const Made four(plan);
  EXPECT_TRUE(one.files == four.files);
  EXPECT_EQ(one.result.truth_lines, four.result.truth_lines);
}

TEST(Corpus, AnotherSeedGivesAnotherTree) {
  TreePlan plan = small_plan("");
  const Made first(plan);
  plan.seed = 2;
  const Made second(plan);
  for (const auto& [path, content] : first.files) EXPECT_FALSE(second.files.contains(path)) << path;
}

TEST(Corpus, PathsAreThoseOfCloudTrail) {
  TreePlan plan = small_plan("");
  plan.accounts = 3;
  const std::regex layout(
      "AWSLogs/o-example123/([0-9]{12})/CloudTrail/([a-z0-9-]+)/2025/[0-9]{2}/[0-9]{2}/"
      "\\1_CloudTrail_\\2_2025[0-9]{4}T[0-9]{4}Z_[A-Za-z0-9]{16}\\.json\\.gz");
  const Made made(plan);
  for (const auto& [path, content] : made.files) {
    EXPECT_TRUE(std::regex_match(path, layout)) << path;
    EXPECT_EQ(content.find('\n'), std::string::npos) << path;
  }
}

TEST(Corpus, CountsAreTrue) {
  const Made made(small_plan(""));
  const auto deliveries = deliveries_of(made);
  std::set<std::string> ids;
  std::uint64_t bytes = 0;
  for (const auto& [id, delivery] : deliveries) ids.insert(id);
  for (const auto& [path, content] : made.files) bytes += content.size();
  EXPECT_EQ(made.result.totals.files, made.files.size());
  EXPECT_EQ(made.result.totals.events, ids.size());
  EXPECT_EQ(made.result.totals.duplicates, deliveries.size() - ids.size());
  EXPECT_EQ(made.result.totals.bytes_inflated, bytes);
  EXPECT_EQ(made.result.totals.bytes_on_disk, bench_test::size_of_tree(made.folder.path()));
}

TEST(Corpus, DuplicatesAreTheSameRecordInAnotherRegionsFolder) {
  TreePlan plan = small_plan("");
  plan.duplicates = 300'000;
  const Made made(plan);
  ASSERT_GT(made.result.totals.duplicates, made.result.totals.events / 5);
  const auto deliveries = deliveries_of(made);
  for (auto next = deliveries.begin(); next != deliveries.end();) {
    const auto first = next++;
    if (next == deliveries.end() || next->first != first->first) continue;
    EXPECT_NE(first->second.first, next->second.first) << first->first;
    EXPECT_EQ(first->second.second, next->second.second);
  }
}

TEST(Corpus, WithoutDuplicatesThereAreNone) {
  TreePlan plan = small_plan("");
  plan.duplicates = 0;
  EXPECT_EQ(Made(plan).result.totals.duplicates, 0U);
}

TEST(Corpus, IncidentsAreInTheTreeAndNowhereElse) {
  const Made made(small_plan(""));
  ASSERT_EQ(made.result.truth_lines.size(), 12U);
  const std::set<std::string> planted = planted_ids(made);
  const auto deliveries = deliveries_of(made);
  for (const std::string& id : planted) EXPECT_TRUE(deliveries.contains(id)) << id;
  const std::regex signs(
      R"re("type":"Root"|"CreateAccessKey"|"StopLogging"|"DeleteTrail"|"UpdateTrail"|EventSelectors","|0\.0\.0\.0/0|::/0)re");
  for (const auto& [id, delivery] : deliveries) {
    if (planted.contains(id) || delivery.second.find("GetEventSelectors") != std::string::npos)
      continue;
    EXPECT_FALSE(std::regex_search(delivery.second, signs)) << delivery.second;
  }
}

TEST(Corpus, SizeIsMetWithinTenPerCent) {
  TreePlan plan = small_plan("");
  plan.bytes_inflated = 20'000'000;
  const auto bytes = static_cast<double>(Made(plan).result.totals.bytes_inflated);
  EXPECT_NEAR(bytes, 20e6, 2e6);
}

TEST(Corpus, LevelZeroWritesPlainFiles) {
  TreePlan plan = small_plan("");
  plan.level = 0;
  const Made made(plan);
  EXPECT_EQ(made.result.totals.bytes_inflated, made.result.totals.bytes_on_disk);
  for (const auto& [path, content] : made.files) EXPECT_TRUE(path.ends_with(".json")) << path;
}

TEST(Corpus, FilesAreDeliveredWithinTenMinutesOfTheirEvents) {
  const Made made(small_plan(""));
  for (const auto& [path, content] : made.files) {
    const std::size_t stamp = path.rfind("_2025") + 1;
    const std::string minute = path.substr(stamp + 9, 4);
    const int delivered = std::stoi(minute.substr(0, 2)) * 60 + std::stoi(minute.substr(2));
    const json document = json::parse(content);
    for (const json& record : document.at("Records")) {
      const std::string time = record.at("eventTime");
      const int event = std::stoi(time.substr(11, 2)) * 60 + std::stoi(time.substr(14, 2));
      EXPECT_LE((delivered - event + 24 * 60) % (24 * 60), 10) << path << ' ' << time;
    }
  }
}

TEST(Corpus, UnwritableFolderIsAnError) {
  EXPECT_THROW(static_cast<void>(corpus::write_tree(small_plan("/dev/null/tree"))),
               std::runtime_error);
}

}  // namespace
