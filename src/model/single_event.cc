// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/single_event.h"

#include "trailsift/base/ascii.h"
#include "trailsift/model/derived.h"
#include "trailsift/model/event_parser.h"

namespace trailsift {

SingleEvent::SingleEvent(std::string_view json) : bytes_(json) {
  const std::size_t begin = bytes_.find_first_not_of(kSpaces);
  if (begin == std::string::npos || bytes_[begin] != '{') return;
  const std::size_t size = bytes_.find_last_not_of(kSpaces) + 1;
  bytes_.append(kJsonPadding, ' ');
  const std::string_view text = std::string_view(bytes_).substr(begin, size - begin);
  std::size_t end = 0;
  ok_ = parse_event(text, ParseLimits{}, arena_, event_, &end) == ParseStatus::kOk &&
        end == text.size();
  if (ok_) derive_for_routing(event_);
}

}  // namespace trailsift
