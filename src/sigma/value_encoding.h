// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace trailsift::sigma {

// Bytes that a value is looked for as; modifiers appendix, "Encoding".
enum class Utf16Form : std::uint8_t { kLowFirst, kHighFirst, kMarked };

// What "utf16" puts before the text, which then is written low byte first.
inline constexpr std::string_view kByteOrderMark = "\xFF\xFE";

// UTF-8 as UTF-16, without a mark in any form. What is not UTF-8 becomes U+FFFD.
[[nodiscard]] std::string encode_utf16(std::string_view text, Utf16Form form);

// Below this, a value in the midst of a base64 text may share all of its digits with its
// neighbours.
inline constexpr std::size_t kShortestInBase64 = 2;

// The digits that a base64 text with the value in it holds, whatever stands around the value: one
// text for each number of bytes before it, modulo three.
[[nodiscard]] std::vector<std::string> encoded_at_each_offset(std::string_view bytes);

}  // namespace trailsift::sigma
