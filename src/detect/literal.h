// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "detect/regex.h"
#include "detect/time_part.h"
#include "trailsift/base/ip_range_set.h"
#include "trailsift/detect/business_hours.h"
#include "trailsift/model/value.h"
#include "trailsift/sigma/value_pattern.h"

namespace trailsift::detect {

// What a rule compares one value of a record with. Sigma specification 2.1.0, "Detection" and
// "Modifiers".
struct Literal {
  enum class Kind : std::uint8_t {
    kText,     // `pattern`; numbers and booleans match by their literal text, objects by their JSON
    kNumber,   // `number`; numbers and texts that are numbers
    kBool,     // `text` is "true" or "false"; booleans, and those texts in any case
    kRegex,    // `regex`, searched for in the text
    kNetwork,  // `networks`; an address in one, or (an extension) a block that lies wholly in it
    kLess,
    kLessOrEqual,
    kGreater,
    kGreaterOrEqual,  // `number`; numbers and texts that are numbers
    kBusinessHours,   // `hours`; texts that are times within them
  };

  Kind kind = Kind::kText;
  bool cased = false;  // kText: A-Z and a-z differ
  sigma::ValuePattern pattern;
  std::string text;  // kNumber, kBool: as written
  double number = 0;
  TimePart part = TimePart::kNone;       // of a time, which is what `number` is compared with
  std::shared_ptr<IpRangeSet> networks;  // kNetwork: all of a test, never null then
  std::shared_ptr<const Regex> regex;
  std::shared_ptr<const BusinessHours> hours;  // kBusinessHours; never null then
};

// `value` is neither missing nor null.
[[nodiscard]] bool matches(const Literal& literal, const Value& value);

// The text alone against a wildcard pattern. A '?' takes one character: a byte and the UTF-8
// continuation bytes behind it. Where the pattern is not all ASCII, the case of other letters than
// A-Z does not count either, see case_folding.h. Time is at most the product of the two lengths.
[[nodiscard]] bool matches_pattern(const sigma::ValuePattern& pattern, bool cased,
                                   std::string_view text);

}  // namespace trailsift::detect
