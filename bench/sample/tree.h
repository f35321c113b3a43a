// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/activity.h"
#include "corpus/incidents.h"
#include "sample/people.h"

namespace sample {

// The sample incident in memory: ten days of log files of one account, ordered by delivery.
class SampleTree {
 public:
  SampleTree();
  SampleTree(const SampleTree&) = delete;  // files point to the account
  SampleTree& operator=(const SampleTree&) = delete;

  [[nodiscard]] const std::vector<corpus::LogFile>& files() const { return files_; }

  // The whole ground truth as one JSON document.
  [[nodiscard]] std::string truth() const;

 private:
  void add_ordinary_days();
  void add_story(const corpus::Stage& stage);
  void deliver_some_twice();

  corpus::Account shop_;
  std::vector<corpus::LogFile> files_;
  std::vector<corpus::Truth> truths_;
  std::uint64_t events_ = 0;
  std::uint64_t duplicates_ = 0;
};

}  // namespace sample
