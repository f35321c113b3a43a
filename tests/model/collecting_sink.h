// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "trailsift/model/record_reader.h"

namespace trailsift::testing {

// Keeps what tests ask about the events of a file.
class CollectingSink : public EventSink {
 public:
  void take(std::span<Event> events, Arena& arena) override;

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] const std::vector<std::string>& records() const { return records_; }
  [[nodiscard]] std::size_t largest_batch() const { return largest_batch_; }

 private:
  std::vector<std::string> names_;    // eventName, else "-"
  std::vector<std::string> records_;  // the JSON text
  std::size_t largest_batch_ = 0;
};

// What became of one file.
struct ReadFile {
  std::vector<std::string> names;
  std::vector<std::string> records;
  FileReport report;

  // "malformed-record@17 x2, truncated-gzip@90": every loss with its place and count.
  [[nodiscard]] std::string losses() const;
  // "digest x1, other-json x3"
  [[nodiscard]] std::string skipped() const;
};

// Reads `content` from a file of that name.
[[nodiscard]] ReadFile read_content(const std::string& content, const ReaderLimits& limits = {},
                                    const std::string& name = "log.json");

// The same with a reader that may have read other files before.
[[nodiscard]] ReadFile read_content(RecordReader& reader, const std::string& content,
                                    const std::string& name = "log.json");

// Limits with which content is decoded in windows of so many bytes, however small a file is.
[[nodiscard]] ReaderLimits in_chunks(std::size_t bytes);

// Fails the test under way unless both hold the same; `what` tells of `other`.
void expect_same(const ReadFile& whole, const ReadFile& other, const std::string& what);

}  // namespace trailsift::testing
