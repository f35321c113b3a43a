// SPDX-License-Identifier: Apache-2.0
#include "tests/model/placed_text.h"

#include <algorithm>

#include "trailsift/model/event_parser.h"

namespace trailsift::testing {

PlacedText::PlacedText(std::string_view text, std::size_t shift, char padding)
    : bytes_(std::make_unique<char[]>(shift + text.size() + kJsonPadding)),
      text_(bytes_.get() + shift, text.size()) {
  std::copy(text.begin(), text.end(), bytes_.get() + shift);
  std::fill_n(bytes_.get() + shift + text.size(), kJsonPadding, padding);
}

}  // namespace trailsift::testing
