// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "trailsift/model/event_parser.h"
#include "trailsift/model/value.h"

namespace trailsift::model {

// What one pass over a record found, besides the values themselves.
struct WalkResult {
  ParseStatus status = ParseStatus::kOk;
  bool has_spaces = false;     // there is white space outside strings, as far as was looked
  std::uint64_t escaped = 0;   // bit n: the text of field n still holds backslash escapes
  const char* stop = nullptr;  // behind the record, or where it stopped making sense
};

// Which key stood behind which in the records before: records of one file have theirs in nearly the
// same order, and knowing a key's length without looking for its end is what makes the walk fast. A
// wrong guess costs time and nothing else. One per thread; zero is "no guess".
struct KeyOrder {
  std::uint8_t next_top_level[65] = {};  // by index of the slot before; [64]: the first key
  std::uint8_t next_identity[65] = {};
};

// Reads the object at text[0] == '{' and puts what it finds into `values`, indexed by Field; those
// of a record's own fields that are not there become kMissing. Strings are given as written,
// without their quotes. 64 bytes behind `end` must be readable and must not be '"'.
//
// The same source is built once for any x86-64 (or any other machine) and once for AVX2, see
// record_walk.inc; walk_record() picks at run time.
using RecordWalk = WalkResult (*)(const char* text, const char* end, const ParseLimits& limits,
                                  KeyOrder& order, Value* values);

[[nodiscard]] WalkResult walk_record_portable(const char* text, const char* end,
                                              const ParseLimits& limits, KeyOrder& order,
                                              Value* values);
#if defined(__x86_64__)
[[nodiscard]] WalkResult walk_record_avx2(const char* text, const char* end,
                                          const ParseLimits& limits, KeyOrder& order,
                                          Value* values);
#endif

// The best of the above for the machine we run on. TRAILSIFT_VECTOR=portable in the environment
// picks the first one, so that both can be compared.
[[nodiscard]] RecordWalk pick_record_walk();

}  // namespace trailsift::model
