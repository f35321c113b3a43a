// SPDX-License-Identifier: Apache-2.0
#include "io/utf16_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace trailsift::io {
namespace {

using namespace std::string_view_literals;

struct GuessCase {
  const char* name;
  std::string_view head;
  TextEncoding encoding;
  std::size_t mark_bytes;
};

TEST(GuessEncoding, ReadsMarksAndBrackets) {
  const GuessCase cases[] = {
      {"empty", "", TextEncoding::kUtf8, 0},
      {"json", "{\"R", TextEncoding::kUtf8, 0},
      {"utf-8 mark", "\xEF\xBB\xBF", TextEncoding::kUtf8, 3},
      {"half a utf-8 mark", "\xEF\xBB", TextEncoding::kUtf8, 0},
      {"little mark", "\xFF\xFE{"sv, TextEncoding::kUtf16Little, 2},
      {"big mark", "\xFE\xFF\0"sv, TextEncoding::kUtf16Big, 2},
      {"little object", "{\0\""sv, TextEncoding::kUtf16Little, 0},
      {"little list", "[\0"sv, TextEncoding::kUtf16Little, 0},
      {"big object", "\0{\0"sv, TextEncoding::kUtf16Big, 0},
      {"big list", "\0[\0"sv, TextEncoding::kUtf16Big, 0},
      {"zero padding", "\0\0\0"sv, TextEncoding::kUtf8, 0},
  };
  for (const GuessCase& one : cases) {
    const EncodingGuess guess = guess_encoding(one.head);
    EXPECT_EQ(guess.encoding, one.encoding) << one.name;
    EXPECT_EQ(guess.mark_bytes, one.mark_bytes) << one.name;
  }
}

// In pieces of `piece` bytes of input and as little room as is allowed.
std::string convert(std::string_view input, TextEncoding encoding, std::size_t piece) {
  Utf16Text converter;
  converter.start(encoding);
  std::string text;
  char out[Utf16Text::kSmallestRoom];
  while (!input.empty()) {
    const auto step = converter.convert(input.substr(0, piece), out, sizeof out);
    input.remove_prefix(step.taken);
    text.append(out, step.given);
  }
  text.append(out, converter.finish(out));
  return text;
}

std::string swap_bytes(std::string_view little) {
  std::string big(little);
  for (std::size_t i = 0; i + 1 < big.size(); i += 2) std::swap(big[i], big[i + 1]);
  return big;
}

struct TextCase {
  const char* name;
  std::string_view little;
  std::string_view utf8;
};

TEST(Utf16Text, ConvertsAnyTextInAnyPieces) {
  const TextCase cases[] = {
      {"empty", "", ""},
      {"ascii", "{\0}\0"sv, "{}"},
      {"zero", "\0\0"sv, "\0"sv},
      {"two bytes", "\xE9\0"sv, "\xC3\xA9"},
      {"three bytes", "\xAC\x20"sv, "\xE2\x82\xAC"},
      {"largest unit", "\xFF\xFF"sv, "\xEF\xBF\xBF"},
      {"pair", "\x3D\xD8\x00\xDE"sv, "\xF0\x9F\x98\x80"},
      {"largest pair", "\xFF\xDB\xFF\xDF"sv, "\xF4\x8F\xBF\xBF"},
      {"lone high", "\x3D\xD8\x61\0"sv, "\xEF\xBF\xBD\x61"},
      {"lone low", "\0\xDE\x61\0"sv, "\xEF\xBF\xBD\x61"},
      {"two highs", "\x3D\xD8\x3D\xD8\x00\xDE"sv, "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {"high at the end", "\x61\0\x3D\xD8"sv, "\x61\xEF\xBF\xBD"},
  };
  for (const TextCase& one : cases) {
    for (std::size_t piece = 1; piece <= 7; ++piece) {
      EXPECT_EQ(convert(one.little, TextEncoding::kUtf16Little, piece), one.utf8)
          << one.name << " in pieces of " << piece;
      EXPECT_EQ(convert(swap_bytes(one.little), TextEncoding::kUtf16Big, piece), one.utf8)
          << one.name << ", big, in pieces of " << piece;
    }
  }
}

TEST(Utf16Text, HalfAUnitAtTheEndIsReplaced) {
  EXPECT_EQ(convert("a\0b"sv, TextEncoding::kUtf16Little, 3), "a\xEF\xBF\xBD");
  EXPECT_EQ(convert("\x3D\xD8\x01"sv, TextEncoding::kUtf16Little, 3), "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(Utf16Text, StartForgetsTheTextBefore) {
  Utf16Text converter;
  char out[Utf16Text::kSmallestRoom];
  converter.start(TextEncoding::kUtf16Little);
  EXPECT_EQ(converter.convert("\x3D\xD8\x01"sv, out, sizeof out).taken, 3U);
  converter.start(TextEncoding::kUtf16Little);
  EXPECT_EQ(converter.finish(out), 0U);
}

}  // namespace
}  // namespace trailsift::io
