// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift {

// Types of JSON, and kMissing for what is not there. The order counts: see is_null() and
// is_container().
enum class ValueKind : std::uint8_t {
  kMissing,
  kNull,
  kFalse,
  kTrue,
  kNumber,
  kString,
  kObject,
  kArray
};

// One JSON value as a view. 16 bytes, trivially copyable.
//
// Lifetime: the bytes belong to the window that the record was read from, or to the arena of its
// batch; both end with the batch (see record_reader.h). Copy what must live longer.
struct Value {
  const char* data = nullptr;
  std::uint32_t size = 0;
  ValueKind kind = ValueKind::kMissing;

  // kString: the text itself, escapes resolved, bytes not checked to be UTF-8.
  // kNumber, kTrue, kFalse, kNull: the literal as written. kObject, kArray: the raw JSON text.
  // kMissing: empty.
  [[nodiscard]] std::string_view text() const { return {data, size}; }

  // Sigma's null: the field is not there, or is JSON null.
  [[nodiscard]] bool is_null() const { return kind <= ValueKind::kNull; }
  [[nodiscard]] bool is_container() const { return kind >= ValueKind::kObject; }

  [[nodiscard]] static Value string(std::string_view text) {
    return {text.data(), static_cast<std::uint32_t>(text.size()), ValueKind::kString};
  }
};

}  // namespace trailsift
