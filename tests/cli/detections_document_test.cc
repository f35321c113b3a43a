// SPDX-License-Identifier: Apache-2.0
// docs/detections.md: behind what is written by hand stands what the program says of its rules.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/golden_file.h"
#include "tests/support/run_tool.h"

namespace trailsift::testing {
namespace {

TEST(DetectionsDocument, IsAsFreshAsTheRules) {
  const std::string path = std::string(TRAILSIFT_SOURCE_DIR) + "/docs/detections.md";
  const std::string listed =
      run_tool({TRAILSIFT_BINARY, "rules", "list", "--format", "markdown"}).out;
  ASSERT_TRUE(listed.starts_with("## A. "));
  const std::string page = read_file(path);
  const std::string by_hand = page.substr(0, page.find("## A. "));
  expect_golden(path, by_hand + listed);
}

}  // namespace
}  // namespace trailsift::testing
