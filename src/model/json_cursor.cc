// SPDX-License-Identifier: Apache-2.0
#include "model/json_cursor.h"

namespace trailsift::model {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool ends_literal(char c) { return c == ',' || c == '}' || c == ']' || c == ':' || is_space(c); }

// The offset of the quote that ends the string which begins at `at`; npos when there is none.
std::size_t find_quote(std::string_view json, std::size_t at, bool& escaped) {
  while (true) {
    at = json.find_first_of("\"\\", at);
    if (at == std::string_view::npos || json[at] == '"') return at;
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

}  // namespace

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
  if (!ok_ || take(close_)) {
    close_ = '\0';  // take() of it fails from now on
    return false;
  }
  if (!first_ && !take(',')) return fail();
  first_ = false;
  if (close_ == '}') {
    if (!take('"') || !read_string(key_, key_escaped_) || !take(':')) return fail();
  }
  skip_spaces();
  return read_value() || fail();
}

bool MemberCursor::read_string(std::string_view& text, bool& escaped) {
  escaped = false;
  const std::size_t quote = find_quote(json_, at_, escaped);
  if (quote == std::string_view::npos) return false;
  text = json_.substr(at_, quote - at_);
  at_ = quote + 1;
  return true;
}

bool MemberCursor::read_value() {
  if (at_ >= json_.size()) return false;
  value_escaped_ = false;
  if (json_[at_] == '{' || json_[at_] == '[') return read_container();
  if (json_[at_] != '"') return read_literal();
  ++at_;
  std::string_view text;
  if (!read_string(text, value_escaped_)) return false;
  value_ = Value::string(text);
  return true;
}

bool MemberCursor::read_literal() {
  const std::size_t first = at_;
  while (at_ < json_.size() && !ends_literal(json_[at_])) ++at_;
  const std::string_view text = json_.substr(first, at_ - first);
  value_ = Value{text.data(), static_cast<std::uint32_t>(text.size()), literal_kind(text)};
  return value_.kind != ValueKind::kMissing;
}

bool MemberCursor::read_container() {
  const std::size_t first = at_;
  const ValueKind kind = json_[at_] == '{' ? ValueKind::kObject : ValueKind::kArray;
  std::size_t depth = 0;
  while (true) {
    at_ = json_.find_first_of("\"{}[]", at_);
    if (at_ == std::string_view::npos) {
      at_ = json_.size();
      return false;
    }
    const char c = json_[at_++];
    if (c == '"') {
      std::string_view text;
      bool escaped = false;
      if (!read_string(text, escaped)) return false;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (--depth == 0) {
      break;
    }
  }
  value_ = Value{json_.data() + first, static_cast<std::uint32_t>(at_ - first), kind};
  return true;
}

}  // namespace trailsift::model
