// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/time_zone.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string>

#include "base/zone_rule.h"

namespace trailsift {
namespace {

constexpr std::int64_t kFirstYear = 1960;
constexpr std::int64_t kLastYear = 2100;
constexpr std::size_t kHeaderSize = 44;
constexpr std::int64_t kFarthestOffset = 26 * 3600;  // RFC 8536, section 3.2, and one hour

// Big-endian numbers from the front of bytes; what is not there reads as 0 and ends in failed().
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::uint64_t size) {
    failed_ = failed_ || size > rest_.size();
    const std::string_view taken = rest_.substr(0, failed_ ? 0 : static_cast<std::size_t>(size));
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::uint64_t number(std::size_t size) {
    std::uint64_t number = 0;
    for (const char c : take(size)) number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

struct Counts {
  std::uint64_t utc_marks = 0;
  std::uint64_t standard_marks = 0;
  std::uint64_t leap_seconds = 0;
  std::uint64_t changes = 0;
  std::uint64_t types = 0;
  std::uint64_t name_bytes = 0;
};

std::optional<Counts> take_header(ByteReader& bytes) {
  const std::string_view start = bytes.take(kHeaderSize - 6 * 4);
  const bool known = start.starts_with("TZif") && start[4] >= '2';
  Counts counts;
  for (std::uint64_t* count : {&counts.utc_marks, &counts.standard_marks, &counts.leap_seconds,
                               &counts.changes, &counts.types, &counts.name_bytes}) {
    *count = bytes.number(4);
  }
  return known && !bytes.failed() ? std::optional(counts) : std::nullopt;
}

// The first block has times of 32 bits, for readers of long ago.
void skip_block(ByteReader& bytes, const Counts& counts) {
  (void)bytes.take(counts.changes * 5 + counts.types * 6 + counts.name_bytes +
                   counts.leap_seconds * 8 + counts.standard_marks + counts.utc_marks);
}

struct Block {
  std::vector<std::int64_t> times;    // seconds since 1970
  std::string_view types_of_changes;  // of each of them, an index into the next
  std::vector<std::int64_t> offsets;  // seconds, of each type
};

std::optional<Block> take_block(ByteReader& bytes, const Counts& counts) {
  ByteReader times(bytes.take(counts.changes * 8));
  Block block;
  block.types_of_changes = bytes.take(counts.changes);
  ByteReader types(bytes.take(counts.types * 6));
  (void)bytes.take(counts.name_bytes + counts.leap_seconds * 12 + counts.standard_marks +
                   counts.utc_marks);
  if (bytes.failed() || counts.types == 0) return std::nullopt;
  for (std::uint64_t i = 0; i < counts.changes; ++i) {
    block.times.push_back(static_cast<std::int64_t>(times.number(8)));
  }
  for (std::uint64_t i = 0; i < counts.types; ++i) {
    block.offsets.push_back(static_cast<std::int32_t>(types.number(4)));
    (void)types.take(2);
    if (std::llabs(block.offsets.back()) > kFarthestOffset) return std::nullopt;
  }
  return block;
}

// The text between the two line ends at the end of the file.
std::optional<std::string_view> footer_of(std::string_view rest) {
  if (rest.size() < 2 || rest.front() != '\n' || rest.back() != '\n') return std::nullopt;
  return rest.substr(1, rest.size() - 2);
}

// Some files begin with a change at the beginning of the world, which a Timestamp cannot tell.
bool is_before_all_times(std::int64_t seconds) { return seconds < kNoTime / kSecond; }
bool is_behind_all_times(std::int64_t seconds) { return seconds > kEndOfTime / kSecond; }

}  // namespace

std::optional<TimeZone> TimeZone::parse_offset(std::string_view text) {
  if (text == "UTC" || text == "Z") return TimeZone(0);
  if (text.size() != 6 || text.front() == '.') return std::nullopt;
  // A time in that zone tells how far it is from UTC.
  const auto time = parse_timestamp("1970-01-01T00:00:00" + std::string(text));
  return time ? std::optional(TimeZone(-*time)) : std::nullopt;
}

std::optional<TimeZone> TimeZone::parse_rule(std::string_view text) {
  const auto rule = parse_zone_rule(text);
  if (!rule) return std::nullopt;
  TimeZone zone(rule->offset);
  zone.add_changes(*rule, kNoTime);
  return zone;
}

void TimeZone::add_changes(const ZoneRule& rule, Timestamp after) {
  if (!rule.summer) return;
  const auto& summer = *rule.summer;
  std::vector<Change> changes;
  for (std::int64_t year = kFirstYear; year <= kLastYear; ++year) {
    changes.push_back({time_of(summer.begin, year, rule.offset), summer.offset});
    changes.push_back({time_of(summer.end, year, summer.offset), rule.offset});
  }
  std::stable_sort(changes.begin(), changes.end(), [](const Change& left, const Change& right) {
    return left.since < right.since;
  });
  std::copy_if(changes.begin(), changes.end(), std::back_inserter(changes_),
               [after](const Change& change) { return change.since > after; });
}

std::optional<TimeZone> TimeZone::parse_file(std::string_view bytes) {
  ByteReader reader(bytes);
  auto counts = take_header(reader);
  if (!counts) return std::nullopt;
  skip_block(reader, *counts);
  counts = take_header(reader);
  if (!counts) return std::nullopt;
  const auto block = take_block(reader, *counts);
  const auto footer = footer_of(reader.rest());
  if (!block || !footer) return std::nullopt;

  TimeZone zone(block->offsets.front() * kSecond);
  Timestamp last = kNoTime;
  for (std::size_t i = 0; i < block->times.size(); ++i) {
    const auto type = static_cast<unsigned char>(block->types_of_changes[i]);
    if (type >= block->offsets.size() || is_behind_all_times(block->times[i])) return std::nullopt;
    if (is_before_all_times(block->times[i])) {
      zone.first_ = block->offsets[type] * kSecond;
      continue;
    }
    const Timestamp since = block->times[i] * kSecond;
    if (since <= last) return std::nullopt;
    last = since;
    zone.changes_.push_back({since, block->offsets[type] * kSecond});
  }
  if (footer->empty()) return zone;
  const auto rule = parse_zone_rule(*footer);
  if (!rule) return std::nullopt;
  if (block->times.empty()) zone.first_ = rule->offset;
  zone.add_changes(*rule, last);
  return zone;
}

Timestamp TimeZone::offset_at(Timestamp time) const {
  const auto next = std::upper_bound(
      changes_.begin(), changes_.end(), time,
      [](Timestamp wanted, const Change& change) { return wanted < change.since; });
  return next == changes_.begin() ? first_ : std::prev(next)->offset;
}

}  // namespace trailsift
