// SPDX-License-Identifier: Apache-2.0
#include "model/json_cursor.h"

#include <bit>
#include <cstring>

#include "trailsift/base/ascii.h"

namespace trailsift::model {
namespace {

bool ends_literal(char c) { return c == ',' || c == '}' || c == ']' || c == ':' || is_space(c); }

static_assert(std::endian::native == std::endian::little);

// One bit, the top one, for each of eight bytes that are zero; above the first such byte there may
// be more.
std::uint64_t zero_bytes(std::uint64_t word) {
  return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
}

// The offset of the first '"' or '\\' from `at` on; the size when there is none.
std::size_t find_stop(std::string_view json, std::size_t at) {
  constexpr std::uint64_t kOnes = 0x0101010101010101U;
  for (; at + sizeof(std::uint64_t) <= json.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, json.data() + at, sizeof(word));
    const std::uint64_t stops =
        zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\'));
    if (stops != 0) return at + static_cast<std::size_t>(std::countr_zero(stops)) / 8;
  }
  while (at < json.size() && json[at] != '"' && json[at] != '\\') ++at;
  return at;
}

// The offset of the quote that ends the string which begins at `at`; npos when there is none.
std::size_t find_quote(std::string_view json, std::size_t at, bool& escaped) {
  for (;;) {
    at = find_stop(json, at);
    if (at >= json.size()) return std::string_view::npos;
    if (json[at] == '"') return at;
    escaped = true;
    at += 2;
  }
}

ValueKind literal_kind(std::string_view text) {
  if (text == "null") return ValueKind::kNull;
  if (text == "true") return ValueKind::kTrue;
  if (text == "false") return ValueKind::kFalse;
  const bool number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  return number ? ValueKind::kNumber : ValueKind::kMissing;
}

Value make_value(std::string_view text, ValueKind kind) {
  return {text.data(), static_cast<std::uint32_t>(text.size()), kind};
}

bool scan_string(std::string_view json, std::size_t at, ScannedValue& scanned) {
  scanned.escaped = false;
  const std::size_t quote = find_quote(json, at + 1, scanned.escaped);
  if (quote == std::string_view::npos) return false;
  scanned.value = make_value(json.substr(at + 1, quote - at - 1), ValueKind::kString);
  scanned.end = quote + 1;
  return true;
}

bool scan_literal(std::string_view json, std::size_t at, ScannedValue& scanned) {
  std::size_t end = at;
  while (end < json.size() && !ends_literal(json[end])) ++end;
  const std::string_view text = json.substr(at, end - at);
  scanned = {make_value(text, literal_kind(text)), false, end};
  return scanned.value.kind != ValueKind::kMissing;
}

bool scan_container(std::string_view json, std::size_t at, ScannedValue& scanned) {
  const ValueKind kind = json[at] == '{' ? ValueKind::kObject : ValueKind::kArray;
  std::size_t depth = 0;
  std::size_t next = at;
  bool escaped = false;
  for (;; ++next) {
    if (next >= json.size()) return false;
    const char c = json[next];
    if (c == '"') {
      next = find_quote(json, next + 1, escaped);
      if (next == std::string_view::npos) return false;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      break;
    }
  }
  ++next;
  scanned = {make_value(json.substr(at, next - at), kind), false, next};
  return true;
}

}  // namespace

bool scan_value(std::string_view json, std::size_t at, ScannedValue& scanned) {
  if (at >= json.size()) return false;
  if (json[at] == '{' || json[at] == '[') return scan_container(json, at, scanned);
  return json[at] == '"' ? scan_string(json, at, scanned) : scan_literal(json, at, scanned);
}

MemberCursor::MemberCursor(std::string_view json) : json_(json) {
  skip_spaces();
  if (at_ < json_.size() && (json_[at_] == '{' || json_[at_] == '[')) {
    close_ = json_[at_] == '{' ? '}' : ']';
    ++at_;
  } else {
    ok_ = false;
  }
}

void MemberCursor::skip_spaces() {
  while (at_ < json_.size() && is_space(json_[at_])) ++at_;
}

bool MemberCursor::fail() {
  ok_ = false;
  return false;
}

bool MemberCursor::take(char wanted) {
  skip_spaces();
  if (at_ >= json_.size() || json_[at_] != wanted) return false;
  ++at_;
  return true;
}

bool MemberCursor::next() {
  if (!ok_ || at_ > json_.size()) return false;
  if (take(close_)) {
    at_ = json_.size() + 1;  // behind the end: nothing comes any more
    return false;
  }
  if (!first_ && !take(',')) return fail();
  first_ = false;
  if (close_ == '}' && !read_key()) return fail();
  skip_spaces();
  if (!scan_value(json_, at_, scanned_)) return fail();
  at_ = scanned_.end;
  return true;
}

bool MemberCursor::read_key() {
  skip_spaces();
  if (at_ >= json_.size() || json_[at_] != '"' || !scan_string(json_, at_, scanned_)) return false;
  key_ = scanned_.value.text();
  key_escaped_ = scanned_.escaped;
  at_ = scanned_.end;
  return take(':');
}

}  // namespace trailsift::model
