// SPDX-License-Identifier: Apache-2.0
#include "model/event_collector.h"

#include <cstring>

namespace trailsift::model {

void EventCollector::start(EventSink& sink, FileReport& report) {
  sink_ = &sink;
  report_ = &report;
  size_ = 0;
  arena_.reset();
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
