// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "trailsift/model/value.h"

namespace trailsift::model {

// One JSON value as it stands in a text.
struct ScannedValue {
  Value value;           // strings without quotes, as written
  bool escaped = false;  // a string with escapes in it
  std::size_t end = 0;   // offset behind the value
};

// Reads the value that begins at json[at], which is no white space. False when it makes no sense or
// is not all there. Objects and arrays are checked for balance only.
[[nodiscard]] bool scan_value(std::string_view json, std::size_t at, ScannedValue& scanned);

// Steps through the members of one object or array of a JSON text, one level at a time. For the
// slices that rules look into and for envelopes; records go through record_walk.h.
//
//   MemberCursor cursor(json);
//   while (cursor.next()) { cursor.key(); cursor.value(); }
//
// Texts are given as written: strings without quotes and with their escapes, see json_text.h.
// Tolerant: stops at the first thing that makes no sense; ok() then is false. Nesting costs no
// stack.
class MemberCursor {
 public:
  // `json` begins (after white space) with '{' or '['; anything else has no members.
  explicit MemberCursor(std::string_view json);

  [[nodiscard]] bool next();

  // Of an object's member; empty for an array's. Valid after next() returned true.
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] bool key_escaped() const { return key_escaped_; }
  [[nodiscard]] const Value& value() const { return scanned_.value; }
  [[nodiscard]] bool value_escaped() const { return scanned_.escaped; }

  // False after a syntax error at this level.
  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool is_object() const { return close_ == '}'; }

 private:
  void skip_spaces();
  [[nodiscard]] bool fail();
  [[nodiscard]] bool take(char wanted);
  [[nodiscard]] bool read_key();

  std::string_view json_;
  std::size_t at_ = 0;
  char close_ = '\0';
  bool first_ = true;
  bool ok_ = true;
  std::string_view key_;
  bool key_escaped_ = false;
  ScannedValue scanned_;
};

}  // namespace trailsift::model
