// SPDX-License-Identifier: Apache-2.0
// The matcher and the plain evaluator must agree on the rules that are shipped.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/detect/agreement.h"
#include "trailsift/base/hash.h"
#include "trailsift/io/input_set.h"
#include "trailsift/model/record_reader.h"
#include "trailsift/sigma/rule_reader.h"

namespace trailsift::detect {
namespace {

const std::filesystem::path kSource = TRAILSIFT_SOURCE_DIR;

// A value for every list that the text asks for.
void add_placeholders(const std::string& yaml, Placeholders& placeholders) {
  static const std::regex kName("%([-A-Za-z0-9_.]+)%");
  static const std::regex kNetworks("network|cidr|ips");
  for (std::sregex_iterator found(yaml.begin(), yaml.end(), kName), end; found != end; ++found) {
    const std::string name = (*found)[1];
    const bool networks = std::regex_search(name, kNetworks);
    placeholders[name] = networks ? std::vector<std::string>{"203.0.113.0/24", "2001:db8::/32"}
                                  : std::vector<std::string>{"*alice*", "111122223333", "ami-*"};
  }
}

struct Pack {
  std::vector<sigma::Rule> rules;
  Placeholders placeholders;
};

Pack read_pack() {
  Pack pack;
  if (!std::filesystem::exists(kSource / "rules")) return pack;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kSource / "rules")) {
    if (entry.path().extension() != ".yml") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    add_placeholders(text.str(), pack.placeholders);
    for (sigma::Rule& rule : sigma::read_rules(text.str(), entry.path().string()).rules) {
      pack.rules.push_back(std::move(rule));
    }
  }
  pack.placeholders["business_hours"] = {"mon-fri 08:00-18:00 UTC"};
  pack.placeholders["home_regions"] = {"eu-west-1", "us-east-1"};
  return pack;
}

// Compares the first records of each call whose turn it is: bursts hold hundreds that hardly
// differ.
class CompareSink final : public EventSink {
 public:
  CompareSink(Agreement& agreement, std::size_t part, std::size_t parts)
      : agreement_(agreement), part_(part), parts_(parts) {}

  void take(std::span<Event> events, Arena&) override {
    constexpr std::size_t kMost = 3;
    for (const Event& event : events) {
      const std::string call = std::string(event.text(Field::kEventSource)) + " " +
                               std::string(event.text(Field::kEventName));
      if (hash_bytes(call) % parts_ != part_) continue;
      if (++compared_[call] <= kMost) agreement_.compare(std::string(event.record));
    }
  }

 private:
  Agreement& agreement_;
  const std::size_t part_;
  const std::size_t parts_;
  std::map<std::string, std::size_t> compared_;
};

// In parts, because the naive evaluator takes its time.
class AgreementOnTestData : public ::testing::TestWithParam<std::size_t> {};
constexpr std::size_t kParts = 8;
INSTANTIATE_TEST_SUITE_P(Part, AgreementOnTestData, ::testing::Range<std::size_t>(0, kParts));

TEST_P(AgreementOnTestData, OnTheShippedRules) {
  Pack pack = read_pack();
  ASSERT_FALSE(pack.rules.empty()) << "no rules under " << kSource / "rules";
  Agreement agreement(std::move(pack.rules), std::move(pack.placeholders));
  CompareSink sink(agreement, GetParam(), kParts);
  RecordReader reader;
  const io::InputSet input = io::discover({(kSource / "testdata").string()});
  for (std::size_t i = 0; i < input.files.size(); ++i) (void)reader.read(input.files[i], sink);
  EXPECT_GT(agreement.pairs(), 0U);
  EXPECT_GT(agreement.matches(), 0U) << "the data must make some rule speak";
}

}  // namespace
}  // namespace trailsift::detect
