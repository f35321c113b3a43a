// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_parser.h"

#include "model/json_text.h"
#include "model/record_walk.h"
#include "trailsift/base/time.h"
#include "trailsift/model/derived.h"

namespace trailsift {

struct EventParser::Order {
  model::KeyOrder keys;
  model::RecordWalk walk = model::pick_record_walk();
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
  event.derived = false;
}

}  // namespace

EventParser::EventParser(const ParseLimits& limits)
    : limits_(limits), order_(std::make_shared<Order>()) {}

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
  event.time = parse_timestamp(event.text(Field::kEventTime)).value_or(kNoTime);
  derive_for_routing(event);
  return ParseStatus::kOk;
}

ParseStatus parse_event(std::string_view text, const ParseLimits& limits, Arena& arena,
                        Event& event, std::size_t* end) {
  return EventParser(limits).parse(text, arena, event, end);
}

bool is_cloudtrail_record(const Event& event) {
  if (event.text(Field::kEventSource) == "aws:s3") return false;
  const bool has_time = !event[Field::kEventTime].is_null();
  const bool has_id = !event[Field::kEventID].is_null();
  if (!event[Field::kEventVersion].is_null() && (has_time || has_id)) return true;
  return has_time && !event[Field::kEventName].is_null() && !event[Field::kEventSource].is_null();
}

}  // namespace trailsift
