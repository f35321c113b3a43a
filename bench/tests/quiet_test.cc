// SPDX-License-Identifier: Apache-2.0
// What trailsift says of a corpus in which nothing was planted.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "corpus/tree.h"
#include "tests/support/run_tool.h"
#include "tests/tree_reader.h"

namespace {

using bench_test::TemporaryFolder;
using trailsift::testing::run_tool;

// Longer than the two weeks after which rules know what is new.
corpus::TreePlan ordinary_weeks(const std::string& out) {
  corpus::TreePlan plan;
  plan.out = out;
  plan.files = 240;
  plan.events_per_file = 40;
  plan.days = 20;
  plan.level = 1;
  plan.incidents = 0;
  return plan;
}

TEST(OrdinaryCorpus, GivesFewFindingsAndAFirstScreen) {
  const TemporaryFolder folder;
  const corpus::TreeResult made = corpus::write_tree(ordinary_weeks(folder.path()));
  const auto scanned = run_tool({TRAILSIFT_BINARY, "scan", "--no-progress", "--min-level", "medium",
                                 "--format", "json", folder.path()});
  ASSERT_EQ(scanned.status, 0) << scanned.err;
  const auto report = nlohmann::json::parse(scanned.out);
  const std::size_t events = report.at("scan").at("events");
  EXPECT_EQ(events, made.totals.events);
  EXPECT_LT(report.at("findings").size() * 1000, 2 * events);

  const auto text = run_tool({TRAILSIFT_BINARY, "scan", "--no-progress", folder.path()});
  const std::size_t end = text.out.find("-- Incident 1 --");
  ASSERT_NE(end, std::string::npos);
  const auto lines = std::count(text.out.begin(), text.out.begin() + static_cast<long>(end), '\n');
  EXPECT_LT(lines, 40);
}

}  // namespace
