// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config_template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "tests/support/temp_folder.h"
#include "trailsift/cli/config.h"
#include "trailsift/cli/config_key.h"
#include "trailsift/report/safe_text.h"

namespace trailsift::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// What a person gets who takes away every '#' that stands before an example.
std::string filled_in() {
  std::istringstream lines(config_template());
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    const bool prose = line == "#" || (line.starts_with("# ") && !line.starts_with("#  "));
    if (!prose && line.starts_with("#")) line.erase(0, 1);
    text += line + "\n";
  }
  return text;
}

TEST(ConfigTemplate, SaysNothingAsItIs) {
  const auto config = parse_config(config_template(), "trailsift.yml");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_THAT(config.value().lists, IsEmpty());
  EXPECT_THAT(config.value().rule_paths, IsEmpty());
}

TEST(ConfigTemplate, ExplainsEveryKey) {
  for (const ConfigKey& key : config_keys()) {
    EXPECT_THAT(config_template(),
                HasSubstr("\n# " + std::string(key.purpose) + "\n#" + std::string(key.name) + ":"));
  }
}

TEST(ConfigTemplate, HasExamplesThatAreRead) {
  const testing::TempFolder folder;
  folder.write("addresses.txt", "198.51.100.64/28\n");
  const auto config = read_config(folder.write("trailsift.yml", filled_in()));
  ASSERT_TRUE(config) << config.error().to_string() << filled_in();
  for (const ConfigKey& key : config_keys()) {
    if (key.kind != ConfigKey::Kind::kList) continue;
    EXPECT_THAT(config.value().lists.at(std::string(key.name)), ::testing::Not(IsEmpty()));
  }
  EXPECT_TRUE(config.value().lists.contains("breakglass_users"));
  EXPECT_EQ(config.value().lists.at("business_hours").size(), 1U);
  EXPECT_EQ(config.value().rule_paths.size(), 2U);
}

TEST(ConfigTemplate, FitsALineOfAHundredColumns) {
  std::istringstream lines(config_template());
  for (std::string line; std::getline(lines, line);) EXPECT_LE(report::columns_of(line), 100U);
}

}  // namespace
}  // namespace trailsift::cli
