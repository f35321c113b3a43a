// SPDX-License-Identifier: Apache-2.0
#include "tests/model/collecting_sink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/temp_folder.h"
#include "trailsift/io/path_name.h"

namespace trailsift::testing {

void CollectingSink::take(std::span<Event> events, Arena&) {
  largest_batch_ = std::max(largest_batch_, events.size());
  for (const Event& event : events) {
    const Value& name = event[Field::kEventName];
    names_.emplace_back(name.kind == ValueKind::kMissing ? "-" : name.text());
    records_.emplace_back(event.record);
  }
}

std::string ReadFile::losses() const {
  std::string text;
  for (const ReadLoss& loss : report.losses) {
    if (!text.empty()) text += ", ";
    text += loss.reason + "@" + std::to_string(loss.position);
    if (loss.count > 1) text += " x" + std::to_string(loss.count);
  }
  return text;
}

std::string ReadFile::skipped() const {
  std::string text;
  for (const auto& [reason, count] : report.skipped) {
    if (!text.empty()) text += ", ";
    text += reason + " x" + std::to_string(count);
  }
  return text;
}

ReadFile read_content(const std::string& content, const ReaderLimits& limits,
                      const std::string& name) {
  RecordReader reader(limits);
  return read_content(reader, content, name);
}

ReadFile read_content(RecordReader& reader, const std::string& content, const std::string& name) {
  const TempFolder folder;
  io::InputFile file;
  file.path = folder.write(name, content);
  file.display = name;
  file.size = content.size();
  file.name_class = io::read_name(name).name_class;
  CollectingSink sink;
  ReadFile result;
  result.report = reader.read(file, sink);
  result.names = sink.names();
  result.records = sink.records();
  return result;
}

ReaderLimits in_chunks(std::size_t bytes) {
  ReaderLimits limits;
  limits.decode.whole_file_bytes = 0;
  limits.decode.chunk_bytes = bytes;
  return limits;
}

void expect_same(const ReadFile& whole, const ReadFile& other, const std::string& what) {
  EXPECT_EQ(other.records, whole.records) << what;
  EXPECT_EQ(other.losses(), whole.losses()) << what;
  EXPECT_EQ(other.skipped(), whole.skipped()) << what;
  EXPECT_EQ(other.report.is_log, whole.report.is_log) << what;
}

}  // namespace trailsift::testing
