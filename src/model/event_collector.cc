// SPDX-License-Identifier: Apache-2.0
#include "model/event_collector.h"

#include <cassert>
#include <cstring>

#include "trailsift/model/record_text.h"

namespace trailsift::model {

void EventCollector::start(EventSink& sink, FileReport& report) {
  sink_ = &sink;
  report_ = &report;
  size_ = 0;
  arena_.reset();
}

void EventCollector::pack() {
  Event& event = batch_[size_];
  const std::string_view packed = packed_text(event.record, arena_);
  std::size_t end = 0;
  [[maybe_unused]] const ParseStatus status = parser_.parse(packed, arena_, event, &end);
  assert(status == ParseStatus::kOk && end == packed.size());
}

void EventCollector::flush() {
  if (size_ == 0) return;
  sink_->take({batch_.data(), size_}, arena_);
  size_ = 0;
}

std::string_view padded_copy(std::string_view text, Arena& arena) {
  char* bytes = arena.allocate(text.size() + kJsonPadding);
  if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
  std::memset(bytes + text.size(), 0, kJsonPadding);
  return {bytes, text.size()};
}

}  // namespace trailsift::model
