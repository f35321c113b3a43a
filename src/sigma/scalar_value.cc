// SPDX-License-Identifier: Apache-2.0
#include "sigma/scalar_value.h"

#include <charconv>
#include <cstdint>
#include <optional>

#include "trailsift/base/ascii.h"

namespace trailsift::sigma {
namespace {

// YAML 1.2.2, section 10.3.2: lower case, upper case or capitalised, but no other mixture.
bool is_word(std::string_view text, std::string_view lower, std::string_view capitalised,
             std::string_view upper) {
  return text == lower || text == capitalised || text == upper;
}

// YAML 1.1 has more words for booleans; rule authors and tools may go by either version.
bool is_yes(std::string_view text) {
  return is_word(text, "yes", "Yes", "YES") || is_word(text, "on", "On", "ON");
}

bool is_no(std::string_view text) {
  return is_word(text, "no", "No", "NO") || is_word(text, "off", "Off", "OFF");
}

// YAML 1.2.2, section 10.3.2: 0x17 and 0o27 are 23. Digits too many for a double to keep are left a
// text, and are one more likely: a hash, a key.
std::optional<double> parse_other_base(std::string_view text) {
  const bool is_hex = text.starts_with("0x");
  if (!is_hex && !text.starts_with("0o")) return std::nullopt;
  text.remove_prefix(2);
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number, is_hex ? 16 : 8);
  constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;
  if (error != std::errc() || stop != end || number > kMost) return std::nullopt;
  return static_cast<double>(number);
}

std::optional<double> parse_number(std::string_view text) {
  const std::optional<double> decimal = parse_double(text);
  return decimal ? decimal : parse_other_base(text);
}

}  // namespace

Scalar read_scalar(const YamlNode& node) {
  Scalar scalar;
  scalar.text = node.text;
  scalar.position = node.position;
  if (node.kind == YamlNode::Kind::kNull) {
    scalar.type = Scalar::Type::kNull;
  } else if (node.quoted) {
    return scalar;
  } else if (is_word(node.text, "true", "True", "TRUE")) {
    scalar.type = Scalar::Type::kBool;
    scalar.boolean = true;
  } else if (is_word(node.text, "false", "False", "FALSE")) {
    scalar.type = Scalar::Type::kBool;
  } else if (is_yes(node.text) || is_no(node.text)) {
    scalar.reads_as_bool = true;
    scalar.boolean = is_yes(node.text);
  } else if (const std::optional<double> number = parse_number(node.text)) {
    scalar.type = Scalar::Type::kNumber;
    scalar.number = *number;
  }
  return scalar;
}

}  // namespace trailsift::sigma
