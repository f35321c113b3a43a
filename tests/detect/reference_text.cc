// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_text.h"

#include <locale.h>
#include <wctype.h>

#include <algorithm>
#include <vector>

namespace trailsift::detect::reference {
namespace {

std::string utf8_of(char32_t character) {
  if (character < 0x80) return {static_cast<char>(character)};
  std::string tail;
  char32_t rest = character;
  char32_t first_limit = 0x40;
  char32_t first_mark = 0x80;
  while (rest >= first_limit) {
    tail.insert(tail.begin(), static_cast<char>(0x80 | (rest & 0x3F)));
    rest >>= 6;
    first_mark |= first_limit;
    first_limit >>= 1;
  }
  return static_cast<char>(first_mark | rest) + tail;
}

std::string lowered_character(const std::string& bytes) {
  static const locale_t kLocale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  const std::optional<char32_t> character = character_in(bytes);
  if (!character || kLocale == nullptr) return bytes;
  const std::string small =
      utf8_of(static_cast<char32_t>(towlower_l(static_cast<wint_t>(*character), kLocale)));
  return small.size() == bytes.size() ? small : bytes;
}

struct Symbol {
  enum class Kind { kText, kRun, kOne } kind = Kind::kText;
  char c = 0;
};

std::vector<Symbol> symbols_of(const std::string& pattern) {
  std::vector<Symbol> symbols;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool special =
        i + 1 < pattern.size() && std::string("*?\\").find(pattern[i + 1]) != std::string::npos;
    if (pattern[i] == '\\' && special) {
      symbols.push_back({Symbol::Kind::kText, pattern[++i]});
    } else if (pattern[i] == '*') {
      symbols.push_back({Symbol::Kind::kRun, 0});
    } else if (pattern[i] == '?') {
      symbols.push_back({Symbol::Kind::kOne, 0});
    } else {
      symbols.push_back({Symbol::Kind::kText, pattern[i]});
    }
  }
  return symbols;
}

}  // namespace

std::size_t after_character(const std::string& text, std::size_t at) {
  do {
    ++at;
  } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

// Bytes are a character when it is written with just these bytes.
std::optional<char32_t> character_in(const std::string& bytes) {
  constexpr unsigned kBitsOfFirst[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  if (bytes.empty() || bytes.size() > 4) return std::nullopt;
  char32_t character = static_cast<unsigned char>(bytes[0]) & kBitsOfFirst[bytes.size()];
  for (const char byte : bytes.substr(1)) {
    character = character << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  }
  if (utf8_of(character) != bytes) return std::nullopt;
  return character;
}

std::string lowered(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = after_character(text, at);
    const char c = text[at];
    if (static_cast<unsigned char>(c) >= 0x80) {
      result += lowered_character(text.substr(at, next - at));
    } else {
      result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      result += text.substr(at + 1, next - at - 1);
    }
    at = next;
  }
  return result;
}

// reached[i]: the symbols so far can take the first i bytes of the text.
bool takes(const std::string& pattern, const std::string& text, bool cased) {
  const bool plain = pattern.find_first_of("*?\\") == std::string::npos;
  if (plain && pattern.size() != text.size()) return false;  // small letters take as many bytes
  const std::string subject = cased ? text : lowered(text);
  std::vector<char> reached(subject.size() + 1, false);
  reached[0] = true;
  for (const Symbol& symbol : symbols_of(cased ? pattern : lowered(pattern))) {
    std::vector<char> next(subject.size() + 1, false);
    bool any_before = false;
    for (std::size_t i = 0; i <= subject.size(); ++i) {
      any_before = any_before || reached[i] != 0;
      if (symbol.kind == Symbol::Kind::kRun) next[i] = any_before;
      if (reached[i] == 0 || i == subject.size()) continue;
      if (symbol.kind == Symbol::Kind::kText && subject[i] == symbol.c) next[i + 1] = true;
      if (symbol.kind == Symbol::Kind::kOne) next[after_character(subject, i)] = true;
    }
    if (std::find(next.begin(), next.end(), true) == next.end()) return false;
    reached = next;
  }
  return reached[subject.size()] != 0;
}

}  // namespace trailsift::detect::reference
