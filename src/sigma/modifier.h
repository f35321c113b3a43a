// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sigma/diagnostic_code.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::sigma {

// What there is to know about one modifier (specification 2.1.0, modifiers appendix).
struct ModifierInfo {
  Modifier modifier;
  std::string_view name;
  std::string_view meaning;
  std::uint32_t types;       // the Scalar::Types its values may have, one bit each
  std::uint32_t companions;  // the modifiers it may stand beside, one bit each
  bool for_keywords;         // may stand without a field
};

// All supported modifiers, in the order of the enumeration.
[[nodiscard]] std::span<const ModifierInfo> modifier_table();

// "field|modifier|modifier" taken apart.
struct FieldKey {
  struct Problem {
    Code code = Code::kUnknownModifier;
    std::size_t offset = 0;  // in the key
    std::string message;
    std::string hint;
  };

  std::string field;  // empty for keywords
  std::vector<Modifier> modifiers;
  std::optional<Problem> problem;  // the first one; the rest is then not complete
};

[[nodiscard]] FieldKey parse_field_key(std::string_view key);

// True when every one of the modifiers can be applied to values of this type.
[[nodiscard]] bool accept_type(const std::vector<Modifier>& modifiers, Scalar::Type type);

// The types that all of them accept, in words: "numbers", "strings or numbers".
[[nodiscard]] std::string accepted_types(const std::vector<Modifier>& modifiers);

}  // namespace trailsift::sigma
