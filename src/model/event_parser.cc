// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_parser.h"

#include <cstring>

#include "model/json_text.h"
#include "model/record_walk.h"
#include "trailsift/base/time.h"
#include "trailsift/model/derived.h"

namespace trailsift {

struct EventParser::Order {
  model::KeyOrder keys;
  model::RecordWalk walk = model::pick_record_walk();

  [[nodiscard]] Timestamp read_time(std::string_view text);

  // The minute of the time read last: most records of a file share it with the one before.
  char minute_text[16] = {};
  Timestamp minute = kNoTime;
};

namespace {

void resolve_escapes(std::uint64_t escaped, Arena& arena, Event& event) {
  for (; escaped != 0; escaped &= escaped - 1) {
    Value& value = event.values[static_cast<std::size_t>(__builtin_ctzll(escaped))];
    if (value.kind == ValueKind::kString)
      value = Value::string(model::unescape(value.text(), arena));
  }
}

void clear_derived(Event& event) {
  for (std::size_t i = kRecordFieldCount; i < kFieldCount; ++i) event.values[i] = Value{};
  event.profile_derived = false;
  event.content_derived = false;
}

constexpr std::size_t kMinuteSize = std::string_view("2023-07-10T11:57").size();

int two_digits(const char* text) {
  const int tens = text[0] - '0';
  const int ones = text[1] - '0';
  return tens < 0 || tens > 5 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

}  // namespace

// parse_timestamp(), but for times of the usual form reads only the seconds when the rest is known.
Timestamp EventParser::Order::read_time(std::string_view text) {
  const bool usual = text.size() == kMinuteSize + 4 && text[16] == ':' && text.back() == 'Z';
  if (!usual) return parse_timestamp(text).value_or(kNoTime);
  const int seconds = two_digits(text.data() + kMinuteSize + 1);
  if (minute != kNoTime && seconds >= 0 &&
      std::memcmp(text.data(), minute_text, kMinuteSize) == 0) {
    return minute + seconds * kSecond;
  }
  const Timestamp time = parse_timestamp(text).value_or(kNoTime);
  if (time == kNoTime || seconds < 0) return time;
  minute = time - seconds * kSecond;
  std::memcpy(minute_text, text.data(), kMinuteSize);
  return time;
}

EventParser::EventParser(const ParseLimits& limits)
    : limits_(limits), order_(std::make_unique<Order>()) {}

EventParser::~EventParser() = default;

void EventParser::use_portable_code() { order_->walk = model::walk_record_portable; }

ParseStatus EventParser::parse(std::string_view text, Arena& arena, Event& event,
                               std::size_t* end) {
  const char* const first = text.data();
  const model::WalkResult walked =
      order_->walk(first, first + text.size(), limits_, order_->keys, event.values.data());
  *end = static_cast<std::size_t>(walked.stop - first);
  if (walked.status != ParseStatus::kOk) return walked.status;
  event.record = text.substr(0, *end);
  event.spaced = walked.has_spaces;
  if (walked.escaped != 0) [[unlikely]]
    resolve_escapes(walked.escaped, arena, event);
  clear_derived(event);
  event.time = order_->read_time(event.text(Field::kEventTime));
  derive_for_routing(event);
  return ParseStatus::kOk;
}

ParseStatus parse_event(std::string_view text, const ParseLimits& limits, Arena& arena,
                        Event& event, std::size_t* end) {
  return EventParser(limits).parse(text, arena, event, end);
}

bool is_cloudtrail_record(const Event& event) {
  if (event.text(Field::kEventSource).starts_with("aws:")) return false;
  const bool has_time = !event[Field::kEventTime].is_null();
  const bool has_id = !event[Field::kEventID].is_null();
  if (!event[Field::kEventVersion].is_null() && (has_time || has_id)) return true;
  return has_time && !event[Field::kEventName].is_null() && !event[Field::kEventSource].is_null();
}

}  // namespace trailsift
