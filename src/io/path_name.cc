// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/path_name.h"

#include <algorithm>
#include <array>
#include <optional>

#include "trailsift/base/ascii.h"

namespace trailsift::io {
namespace {

constexpr std::string_view kServiceMark = "_CloudTrail";
constexpr std::array<std::string_view, 4> kLogKinds = {"_", "-Insight_", "-NetworkActivity_",
                                                       "-Aggregated_"};
constexpr std::string_view kDigestMark = "_CloudTrail-Digest_";
constexpr std::string_view kDigestFolder = "CloudTrail-Digest/";

constexpr std::size_t kAccountDigits = 12;
constexpr unsigned kFirstYear = 1970;  // of what is taken for a date

constexpr std::size_t kStampDate = 8;     // YYYYMMDD
constexpr std::size_t kStampHours = 6;    // THHmmZ
constexpr std::size_t kStampSeconds = 8;  // THHmmssZ, in the names of digests

// The number that `text` is, all digits, or nothing.
std::optional<unsigned> read_digits(std::string_view text) {
  unsigned value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<Timestamp> read_date(std::string_view year, std::string_view month,
                                   std::string_view day) {
  if (year.size() != 4 || month.size() != 2 || day.size() != 2) return std::nullopt;
  const auto y = read_digits(year);
  const auto m = read_digits(month);
  const auto d = read_digits(day);
  if (!y || !m || !d || *y < kFirstYear || !is_date(*y, *m, *d)) return std::nullopt;
  return days_from_civil(*y, *m, *d) * kDay;
}

// "THHmmZ" or "THHmmssZ" at the front of `text`, as a time of day.
std::optional<Timestamp> read_clock(std::string_view text) {
  if (text.empty() || text.front() != 'T') return std::nullopt;
  const bool has_seconds = text.size() >= kStampSeconds && text[kStampSeconds - 1] == 'Z';
  if (!has_seconds && (text.size() < kStampHours || text[kStampHours - 1] != 'Z')) {
    return std::nullopt;
  }
  const auto hour = read_digits(text.substr(1, 2));
  const auto minute = read_digits(text.substr(3, 2));
  const auto second = has_seconds ? read_digits(text.substr(5, 2)) : 0U;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
    return std::nullopt;
  }
  return *hour * kHour + *minute * kMinute + *second * kSecond;
}

std::optional<Timestamp> read_stamp(std::string_view text) {
  if (text.size() < kStampDate + kStampHours) return std::nullopt;
  const auto date = read_date(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
  const auto clock = read_clock(text.substr(kStampDate));
  if (!date || !clock) return std::nullopt;
  return *date + *clock;
}

// The first stamp behind an underscore at or behind `from`.
std::optional<Timestamp> find_stamp(std::string_view name, std::size_t from) {
  while ((from = name.find('_', from)) != std::string_view::npos) {
    ++from;
    if (const auto stamp = read_stamp(name.substr(from))) return stamp;
  }
  return std::nullopt;
}

// The last folder of `folders`, cut off it.
std::string_view pop_folder(std::string_view& folders) {
  const std::size_t slash = folders.rfind('/');
  const std::string_view last =
      slash == std::string_view::npos ? folders : folders.substr(slash + 1);
  folders.remove_suffix(slash == std::string_view::npos ? folders.size() : last.size() + 1);
  return last;
}

std::optional<Timestamp> read_folder_day(std::string_view folders) {
  const std::string_view day = pop_folder(folders);
  const std::string_view month = pop_folder(folders);
  const std::string_view year = pop_folder(folders);
  if (const auto date = read_date(year, month, day)) return date;
  return read_date(pop_folder(folders), year, month);  // the last folder may be an hour
}

// Notes beside a log, such as a checksum, keep its name and add an extension: those are other
// files.
bool has_log_extension(std::string_view name) {
  return ends_with_ignore_case(name, ".gz") || ends_with_ignore_case(name, ".json") ||
         name.find('.') == std::string_view::npos;
}

// Where the kind ends in "…_CloudTrail-Insight_us-east-1_…", or npos.
std::size_t find_log_kind(std::string_view name) {
  for (std::size_t at = name.find(kServiceMark); at != std::string_view::npos;
       at = name.find(kServiceMark, at + 1)) {
    const std::size_t behind = at + kServiceMark.size();
    for (const std::string_view kind : kLogKinds) {
      if (name.substr(behind).starts_with(kind)) return behind + kind.size() - 1;
    }
  }
  return std::string_view::npos;
}

// The twelve digits that stand before the mark of a log, alone or behind what a copy's name begins
// with.
std::string_view account_in(std::string_view name, std::size_t kind_end) {
  const std::size_t mark = name.rfind(kServiceMark, kind_end);
  if (mark < kAccountDigits) return {};
  const std::string_view account = name.substr(mark - kAccountDigits, kAccountDigits);
  const bool longer = mark > kAccountDigits && is_digit(name[mark - kAccountDigits - 1]);
  return !longer && std::all_of(account.begin(), account.end(), is_digit) ? account
                                                                          : std::string_view();
}

bool lies_in_digest_folder(std::string_view folders_and_slash) {
  for (std::size_t at = folders_and_slash.find(kDigestFolder); at != std::string_view::npos;
       at = folders_and_slash.find(kDigestFolder, at + 1)) {
    if (at == 0 || folders_and_slash[at - 1] == '/') return true;
  }
  return false;
}

}  // namespace

NameFacts read_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name_at = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string_view name = path.substr(name_at);
  NameFacts facts;
  std::optional<Timestamp> stamp;
  if (const std::size_t mark = name.find(kDigestMark); mark != std::string_view::npos) {
    facts.name_class = NameClass::kDigest;
    stamp = find_stamp(name, mark + kDigestMark.size());
  } else if (const std::size_t kind_end = find_log_kind(name); kind_end != std::string_view::npos) {
    stamp = find_stamp(name, kind_end);
    if (stamp && has_log_extension(name)) {
      facts.name_class = NameClass::kLog;
      facts.account = account_in(name, kind_end);
    }
  }
  if (lies_in_digest_folder(path.substr(0, name_at))) facts.name_class = NameClass::kDigest;
  facts.delivered_precise = stamp.has_value();
  if (!stamp && slash != std::string_view::npos) stamp = read_folder_day(path.substr(0, slash));
  facts.delivered = stamp.value_or(kNoTime);
  return facts;
}

}  // namespace trailsift::io
