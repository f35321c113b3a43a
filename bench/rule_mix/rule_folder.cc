// SPDX-License-Identifier: Apache-2.0
#include "rule_mix/rule_folder.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "corpus/random.h"
#include "rule_mix/detections.h"
#include "rule_mix/vocabulary.h"

namespace rule_mix {
namespace {

using corpus::Random;

constexpr std::uint32_t kCorrelationEvery = 30;

std::string number_text(std::uint32_t number) {
  char text[16];
  std::snprintf(text, sizeof text, "%04u", number);
  return text;
}

std::string name_of(std::uint32_t number) { return "bench-rule-" + number_text(number); }

std::string head(Random& random, std::uint32_t number) {
  static constexpr std::string_view kTactics[] = {"persistence", "discovery", "impact",
                                                  "defense-evasion", "exfiltration"};
  return "title: Unusual change " + number_text(number) + "\nid: " + invented_uuid(random) +
         "\nname: " + name_of(number) +
         "\nstatus: test\n"
         "description: >-\n"
         "  Detects a change that an attacker makes who has got hold of credentials and wants to\n"
         "  stay, to hide or to carry something off, by the calls that it takes to make it.\n"
         "references:\n"
         "  - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/\n"
         "author: bench\n"
         "date: 2026-11-21\n"
         "tags:\n"
         "  - attack." +
         std::string(one_of(random, kTactics)) + "\n  - attack.t" +
         std::to_string(random.between(1000, 1600)) + "\n";
}

std::string tail(Random& random) {
  static constexpr std::string_view kLevels[] = {"low", "medium", "high"};
  return "falsepositives:\n  - Administrators at work.\nlevel: " +
         std::string(one_of(random, kLevels)) + "\n";
}

std::string event_rule(Random& random, std::uint32_t number) {
  const std::string detection =
      number < kBasicRules ? basic_detection(number) : some_detection(random);
  return head(random, number) + "logsource:\n  product: aws\n  service: cloudtrail\ndetection:\n" +
         detection + tail(random);
}

std::string correlation(Random& random, std::uint32_t number) {
  return head(random, number) + "correlation:\n  type: event_count\n  rules:\n    - " +
         name_of(number - 1) +
         "\n  group-by:\n    - derived.actor\n    - derived.account\n  timespan: " +
         std::to_string(random.between(5, 60)) +
         "m\n  condition:\n    gte: " + std::to_string(random.between(5, 50)) + "\n" + tail(random);
}

}  // namespace

std::vector<std::string> make_rules(std::uint64_t seed, std::uint32_t count) {
  std::vector<std::string> rules;
  for (std::uint32_t number = 0; number < count; ++number) {
    Random random(corpus::mix(seed, number));
    const bool correlates = number > kBasicRules && number % kCorrelationEvery == 0;
    rules.push_back(correlates ? correlation(random, number) : event_rule(random, number));
  }
  return rules;
}

void write_rules(const std::filesystem::path& folder, const std::vector<std::string>& rules) {
  std::filesystem::create_directories(folder);
  for (std::uint32_t number = 0; number < rules.size(); ++number) {
    const auto path = folder / ("rule-" + number_text(number) + ".yml");
    std::ofstream file(path, std::ios::binary);
    file << rules[number];
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  }
}

}  // namespace rule_mix
