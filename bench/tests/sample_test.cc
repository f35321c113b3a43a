// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "sample/write.h"
#include "tests/tree_reader.h"

namespace {

using bench_test::read_tree;
using bench_test::TemporaryFolder;
using nlohmann::json;

constexpr const char* kCommitted = TRAILSIFT_SOURCE_DIR "/testdata/sample-incident";

std::vector<std::string> names_of(const std::map<std::string, std::string>& tree) {
  std::vector<std::string> names;
  for (const auto& [name, content] : tree) names.push_back(name);
  return names;
}

TEST(SampleIncident, InGitIsWhatTheProgramMakes) {
  const TemporaryFolder folder;
  sample::write_sample(folder.path());
  const auto made = read_tree(folder.path());
  const auto committed = read_tree(kCommitted);
  ASSERT_EQ(names_of(made), names_of(committed)) << "run make_sample on testdata/sample-incident";
  for (const auto& [name, content] : made) EXPECT_TRUE(content == committed.at(name)) << name;
}

TEST(SampleIncident, IsSmallEnoughForGit) {
  EXPECT_LT(bench_test::size_of_tree(kCommitted), 2'000'000U);
}

TEST(SampleIncident, TruthNamesEventsThatAreThere) {
  const auto tree = read_tree(kCommitted);
  const json truth = json::parse(tree.at("truth.json"));
  std::multiset<std::string> ids;
  for (const auto& [name, content] : tree) {
    if (name == "truth.json") continue;
    const json document = json::parse(content);
    for (const json& record : document.at("Records")) ids.insert(record.at("eventID"));
  }
  EXPECT_EQ(ids.size(),
            truth.at("events").get<std::size_t>() + truth.at("duplicates").get<std::size_t>());
  EXPECT_EQ(tree.size() - 1, truth.at("files").get<std::size_t>());
  for (const json& chapter : truth.at("chapters")) {
    EXPECT_FALSE(chapter.at("event_ids").empty()) << chapter;
    for (const json& id : chapter.at("event_ids")) EXPECT_TRUE(ids.contains(id)) << id;
  }
}

TEST(SampleIncident, WalksThroughTheSixIndicators) {
  const json truth = json::parse(read_tree(kCommitted).at("truth.json"));
  std::set<std::string> kinds;
  for (const json& chapter : truth.at("chapters")) kinds.insert(chapter.at("kind"));
  for (const char* kind : {"root_used", "access_key_created", "trail_blinded", "ingress_opened",
                           "instances_off_region", "denied_burst"}) {
    EXPECT_TRUE(kinds.contains(kind)) << kind;
  }
}

}  // namespace
