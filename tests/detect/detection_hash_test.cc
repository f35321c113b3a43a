// SPDX-License-Identifier: Apache-2.0
#include "detect/detection_hash.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/detect/rule_scan.h"

namespace trailsift::detect {
namespace {

std::uint64_t hash_of(std::string_view detection) {
  return hash_detection(*read_test_rules(rule_yaml("rule", detection)).front().detection);
}

TEST(DetectionHash, ChangesWithWhatIsSaid) {
  const char* const detections[] = {
      "  s:\n    eventName: A\n  condition: s",
      "  s:\n    eventName: B\n  condition: s",
      "  s:\n    eventSource: A\n  condition: s",
      "  s:\n    eventName|contains: A\n  condition: s",
      "  s:\n    eventName: [A, B]\n  condition: s",
      "  s:\n    - eventName: A\n    - eventName: B\n  condition: s",
      "  s:\n    eventName: 1\n  condition: s",
      "  s:\n    eventName: '1'\n  condition: s",
      "  s:\n    eventName: A\n  t:\n    eventName: B\n  condition: s or t",
      "  s:\n    eventName: A\n  t:\n    eventName: B\n  condition: s and not t",
  };
  std::set<std::uint64_t> hashes;
  for (const char* const detection : detections) {
    EXPECT_TRUE(hashes.insert(hash_of(detection)).second) << detection;
  }
}

TEST(DetectionHash, DoesNotChangeWithHowItIsWritten) {
  EXPECT_EQ(hash_of("  s:\n    eventName: A\n  condition: s"),
            hash_of("  s: {eventName: 'A'}\n  condition: (s)"));
}

}  // namespace
}  // namespace trailsift::detect
