// SPDX-License-Identifier: Apache-2.0
#include "tests/model/plain_record.h"

#include <string>

namespace trailsift::testing {

using nlohmann::json;

ValueKind kind_of(const json& value) {
  if (value.is_null()) return ValueKind::kNull;
  if (value.is_boolean()) return value.get<bool>() ? ValueKind::kTrue : ValueKind::kFalse;
  if (value.is_number()) return ValueKind::kNumber;
  if (value.is_string()) return ValueKind::kString;
  return value.is_object() ? ValueKind::kObject : ValueKind::kArray;
}

const json* find_in(const json& record, std::string_view path) {
  const std::size_t dot = path.find('.');
  const auto member = record.find(std::string(path.substr(0, dot)));
  if (member == record.end()) return nullptr;
  if (dot == std::string_view::npos) return &*member;
  return member->is_object() ? find_in(*member, path.substr(dot + 1)) : nullptr;
}

}  // namespace trailsift::testing
