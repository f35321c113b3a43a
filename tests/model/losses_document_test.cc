// SPDX-License-Identifier: Apache-2.0
// docs/losses.md names every reason that a scan can print, and no other.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "tests/support/temp_folder.h"

namespace trailsift {
namespace {

const std::string kRoot = TRAILSIFT_SOURCE_DIR;

std::set<std::string> all_matches(const std::string& text, const char* pattern) {
  std::set<std::string> found;
  const std::regex regex(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), regex), end; at != end; ++at) {
    found.insert((*at)[1].str());
  }
  return found;
}

// All sources that name reasons, one behind the other.
std::string sources() {
  std::string text;
  for (const char* name :
       {"io/decode_status.cc", "io/folder_walk.cc", "io/input_set.cc", "model/envelope.cc",
        "model/record_reader.cc", "model/record_splitter.cc", "detect/scan.cc"}) {
    text += testing::read_file(kRoot + "/src/" + name);
  }
  return text;
}

TEST(LossesDocument, NamesEveryReasonAndNoOther) {
  const std::set<std::string> documented =
      all_matches(testing::read_file(kRoot + "/docs/losses.md"), "\n\\| `([a-z0-9-]+)` \\|");
  EXPECT_GT(documented.size(), 20U);
  const std::string text = sources();
  for (const std::string& reason : documented) {
    EXPECT_NE(text.find('"' + reason + '"'), std::string::npos) << reason << " is in no source";
  }
  const std::set<std::string> no_reasons = {
      "detail-type",      // a key of EventBridge
      "nothing-to-scan",  // the error of a scan that finds no log at all
      "window-full",      // told as record-too-large
  };
  for (const std::string& word : all_matches(text, "\"([a-z0-9]+(?:-[a-z0-9]+)+)\"")) {
    EXPECT_TRUE(documented.contains(word) || no_reasons.contains(word))
        << word << " is not in docs/losses.md";
  }
}

}  // namespace
}  // namespace trailsift
