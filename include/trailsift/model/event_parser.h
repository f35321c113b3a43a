// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift {

// Bytes that must be readable (not meaningful) behind the end of any text given to the parser.
inline constexpr std::size_t kJsonPadding = 64;

enum class ParseStatus : std::uint8_t {
  kOk,
  kIncomplete,  // the text ended inside the record; with more bytes it may be whole
  kMalformed,   // not JSON
  kTooDeep,     // nested deeper than the limit
  kTooLarge,    // longer than the limit
};

struct ParseLimits {
  std::uint32_t max_depth = 128;
  std::size_t max_record_bytes = 16 * 1024 * 1024;
};

// Reads one JSON object that starts at text.front() == '{' into `event`: one pass over the bytes,
// hot fields as views, everything else located but not looked into. Nothing is allocated but the
// text of strings that contain escapes, in `arena`.
//
// On kOk, `*end` is the offset just behind the closing brace. On an error it is the offset where
// the text stopped making sense. The values inside requestParameters and the like are checked for
// balance and nesting only; whoever opens them meets their errors.
// Precondition: kJsonPadding bytes behind `text` are readable.
[[nodiscard]] ParseStatus parse_event(std::string_view text, const ParseLimits& limits,
                                      Arena& arena, Event& event, std::size_t* end);

// True when the object that parse_event has read is a CloudTrail record and no other JSON object:
// it has an eventVersion with an eventTime or eventID, or a name with a source and a time, and it is
// not an S3 notification (formats page, container 15).
[[nodiscard]] bool is_cloudtrail_record(const Event& event);

}  // namespace trailsift
