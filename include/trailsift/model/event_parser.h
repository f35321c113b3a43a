// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift {

// Bytes that must be readable (not meaningful) behind the end of any text given to the parser.
inline constexpr std::size_t kJsonPadding = 64;

// What became of one record.
enum class ParseStatus : std::uint8_t {
  kOk,
  kIncomplete,  // the text ended inside the record; with more bytes it may be whole
  kMalformed,   // not JSON
  kTooDeep,     // nested deeper than the limit
  kTooLarge,    // longer than the limit
};

// Beyond these a record is a loss: --max-depth and --max-record.
struct ParseLimits {
  std::uint32_t max_depth = 128;
  std::size_t max_record_bytes = 16 * 1024 * 1024;
};

// Turns the text of records into events. Keeps a memory of the order in which keys come, which
// makes it fast and changes nothing about the result. One per thread; not thread-safe.
class EventParser {
 public:
  explicit EventParser(const ParseLimits& limits = {});
  ~EventParser();
  EventParser(const EventParser&) = delete;
  EventParser& operator=(const EventParser&) = delete;

  // Reads one JSON object that starts at text.front() == '{' into `event`: one pass over the bytes,
  // hot fields as views, everything else located but not looked into. Nothing is allocated but the
  // text of strings that contain escapes, in `arena`. The derived fields for routing are filled
  // (see derived.h), the others are not.
  //
  // On kOk, `*end` is the offset just behind the closing brace. On an error it is the offset where
  // the text stopped making sense. What stands inside requestParameters and the like is checked for
  // balance and nesting only; whoever opens it meets its errors. Where an object holds a key twice,
  // the last one counts.
  // Precondition: kJsonPadding bytes behind `text` are readable, and the first of them is no '"'.
  [[nodiscard]] ParseStatus parse(std::string_view text, Arena& arena, Event& event,
                                  std::size_t* end);

  [[nodiscard]] const ParseLimits& limits() const { return limits_; }

  // Makes the parser use the code for any machine, so that tests can compare it with the fast one.
  void use_portable_code();

 private:
  struct Order;
  ParseLimits limits_;
  std::unique_ptr<Order> order_;
};

// The same for one text by itself, for tests and one-offs.
[[nodiscard]] ParseStatus parse_event(std::string_view text, const ParseLimits& limits,
                                      Arena& arena, Event& event, std::size_t* end);

// True when the object that was read is a CloudTrail record and no other JSON object:
// it has an eventVersion with an eventTime or eventID, or a name with a source and a time, and it
// is not what S3, Kinesis, DynamoDB or SQS hand to a Lambda function under nearly the same keys
// (eventSource "aws:s3", "aws:kinesis", …).
[[nodiscard]] bool is_cloudtrail_record(const Event& event);

}  // namespace trailsift
