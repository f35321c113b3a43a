// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/fuzz/target.h"
#include "tests/model/collecting_sink.h"
#include "tests/model/containers.h"
#include "tests/model/placed_text.h"
#include "tests/model/plain_record.h"
#include "tests/support/gzip_maker.h"
#include "trailsift/model/event_parser.h"

namespace trailsift::fuzz {
namespace {

using nlohmann::json;
using testing::expect_same;
using testing::find_in;
using testing::in_chunks;
using testing::kind_of;
using testing::PlacedText;
using testing::read_content;
using testing::ReadFile;

// A file without records is judged by its first window, which is never as small as here.
bool is_judged_by_its_beginning(const ReadFile& file) {
  const bool csv = file.records.empty() && file.losses() == "unsupported-container@0";
  return csv || (!file.report.is_log && file.report.skipped.empty());
}

void expect_same_in_small_windows(const ReadFile& whole, const std::string& content) {
  static RecordReader readers[] = {RecordReader(in_chunks(64)), RecordReader(in_chunks(77)),
                                   RecordReader(in_chunks(200))};
  const ReadFile other = read_content(readers[content.size() % 3], content);
  if (is_judged_by_its_beginning(whole) || is_judged_by_its_beginning(other)) {
    EXPECT_EQ(other.records, whole.records);
  } else {
    expect_same(whole, other, "in small windows");
  }
}

void expect_field(const Value& value, const json* wanted, std::string_view path) {
  if (wanted == nullptr) {
    EXPECT_EQ(value.kind, ValueKind::kMissing) << path;
    return;
  }
  ASSERT_EQ(value.kind, kind_of(*wanted)) << path;
  if (value.kind == ValueKind::kString) {
    EXPECT_EQ(value.text(), wanted->get<std::string>()) << path;
  } else {
    EXPECT_EQ(json::parse(value.text()), *wanted) << path;
  }
}

void expect_parsed(EventParser& parser, const PlacedText& record, const json& wanted) {
  Arena arena;
  Event event;
  std::size_t end = 0;
  ASSERT_EQ(parser.parse(record.text(), arena, event, &end), ParseStatus::kOk) << record.text();
  EXPECT_EQ(end, record.text().size());
  if (!wanted.is_object()) return;
  for (const FieldInfo& info : field_table().first(kRecordFieldCount)) {
    expect_field(event[info.field], find_in(wanted, info.path), info.path);
  }
}

void check_record(const std::string& text) {
  const PlacedText record(text);
  const json wanted = json::parse(text, nullptr, false);  // stricter: it may refuse
  EventParser usual;
  EventParser portable;
  portable.use_portable_code();
  expect_parsed(usual, record, wanted);
  expect_parsed(portable, record, wanted);
}

}  // namespace

void run_record_reader(std::string_view bytes) {
  const std::string content(bytes);
  // As in a scan, a reader reads many files; to make one takes longer than to read a small file.
  static RecordReader reader;
  const ReadFile whole = read_content(reader, content);
  expect_same_in_small_windows(whole, content);
  if (!content.starts_with("\x1f\x8b")) {
    expect_same(whole, read_content(reader, testing::gzip(content, 1)), "packed");
  }
  for (const std::string& record : whole.records) check_record(record);
}

std::vector<std::string> record_reader_seeds() {
  std::vector<std::string> seeds;
  for (const testing::Container& container : testing::all_containers()) {
    seeds.push_back(container.content);
  }
  seeds.push_back(testing::gzip(seeds.front()));
  return seeds;
}

}  // namespace trailsift::fuzz
