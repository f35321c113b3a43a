// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_encoding.h"

#include "tests/detect/reference_text.h"

namespace trailsift::detect::reference {
namespace {

using sigma::FieldTest;
using sigma::Modifier;

std::vector<std::string> with_each_dash(const FieldTest& test, const std::string& text) {
  std::vector<std::string> values = {""};
  static const std::vector<std::string> kDashes = {"-", "/", "\u2013", "\u2014", "\u2015"};
  for (std::size_t at = 0; at < text.size();) {
    std::vector<std::string> choices;
    std::size_t size = 1;
    for (const std::string& dash : kDashes) {
      if (!test.has(Modifier::kWindash) || text.compare(at, dash.size(), dash) != 0) continue;
      choices = kDashes;
      size = dash.size();
    }
    if (choices.empty()) choices = {text.substr(at, 1)};
    std::vector<std::string> longer;
    for (const std::string& value : values) {
      for (const std::string& choice : choices) longer.push_back(value + choice);
    }
    values = longer;
    at += size;
  }
  return values;
}

std::u16string units_of(const std::string& text) {
  std::u16string units;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = after_character(text, at);
    const char32_t character = character_in(text.substr(at, next - at)).value();
    at = next;
    if (character > 0xFFFF) units += static_cast<char16_t>(0xD800 + ((character - 0x10000) >> 10));
    units += static_cast<char16_t>(character > 0xFFFF ? 0xDC00 + (character & 0x3FF) : character);
  }
  return units;
}

std::string in_utf16(const FieldTest& test, const std::string& text) {
  const bool low_first =
      test.has(Modifier::kUtf16le) || test.has(Modifier::kWide) || test.has(Modifier::kUtf16);
  if (!low_first && !test.has(Modifier::kUtf16be)) return text;
  std::string bytes = test.has(Modifier::kUtf16) ? "\xFF\xFE" : "";
  for (const char16_t unit : units_of(text)) {
    const char high = static_cast<char>(unit >> 8);
    const char low = static_cast<char>(unit & 0xFF);
    bytes += low_first ? low : high;
    bytes += low_first ? high : low;
  }
  return bytes;
}

std::string digits_of(const std::string& bits) {
  static const std::string kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t at = 0; at + 6 <= bits.size(); at += 6) {
    text += kDigits[std::stoul(bits.substr(at, 6), nullptr, 2)];
  }
  return text;
}

// Base64 as bits: six make a digit. At an offset, those count that are the value's alone.
std::vector<std::string> in_base64(const FieldTest& test, const std::string& bytes) {
  const std::string bits =
      bits_of(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  if (test.has(Modifier::kBase64)) {
    std::string text = digits_of(bits + std::string((6 - bits.size() % 6) % 6, '0'));
    text.append((4 - text.size() % 4) % 4, '=');
    return {text};
  }
  if (!test.has(Modifier::kBase64Offset)) return {bytes};
  return {digits_of(bits), digits_of(bits.substr(4)), digits_of(bits.substr(2))};
}

}  // namespace

std::string bits_of(const unsigned char* bytes, std::size_t count) {
  std::string bits;
  for (std::size_t i = 0; i < count * 8; ++i) bits += (bytes[i / 8] >> (7 - i % 8)) & 1 ? '1' : '0';
  return bits;
}

bool is_transformed(const FieldTest& test) {
  for (const Modifier modifier :
       {Modifier::kWindash, Modifier::kBase64, Modifier::kBase64Offset, Modifier::kUtf16le,
        Modifier::kUtf16be, Modifier::kUtf16, Modifier::kWide}) {
    if (test.has(modifier)) return true;
  }
  return false;
}

std::vector<std::string> written_anew(const FieldTest& test, const std::string& text) {
  std::vector<std::string> texts;
  for (const std::string& value : with_each_dash(test, text)) {
    for (const std::string& part : in_base64(test, in_utf16(test, value))) texts.push_back(part);
  }
  return texts;
}

}  // namespace trailsift::detect::reference
