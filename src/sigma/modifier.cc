// SPDX-License-Identifier: Apache-2.0
#include "sigma/modifier.h"

#include <algorithm>
#include <array>

#include "sigma/diagnostic_log.h"

namespace trailsift::sigma {
namespace {

constexpr std::uint32_t bit(Scalar::Type type) { return 1U << static_cast<unsigned>(type); }
constexpr std::uint32_t bit(Modifier modifier) { return 1U << static_cast<unsigned>(modifier); }

constexpr std::uint32_t kBools = bit(Scalar::Type::kBool);
constexpr std::uint32_t kNumbers = bit(Scalar::Type::kNumber);
constexpr std::uint32_t kStrings = bit(Scalar::Type::kString);
constexpr std::uint32_t kTexts = kStrings | kNumbers;
constexpr std::uint32_t kAnyType = kTexts | kBools | bit(Scalar::Type::kNull);

constexpr std::uint32_t kAll = bit(Modifier::kAll);
constexpr std::uint32_t kAffix =
    bit(Modifier::kContains) | bit(Modifier::kStartsWith) | bit(Modifier::kEndsWith);
constexpr std::uint32_t kCased = bit(Modifier::kCased);
constexpr std::uint32_t kNeq = bit(Modifier::kNeq);
constexpr std::uint32_t kReFlags =
    bit(Modifier::kReIgnoreCase) | bit(Modifier::kReMultiLine) | bit(Modifier::kReDotAll);
constexpr std::uint32_t kRegex = bit(Modifier::kRe) | kReFlags;
constexpr std::uint32_t kCidr = bit(Modifier::kCidr);
constexpr std::uint32_t kExpand = bit(Modifier::kExpand);
constexpr std::uint32_t kComparison =
    bit(Modifier::kLt) | bit(Modifier::kLte) | bit(Modifier::kGt) | bit(Modifier::kGte);
constexpr std::uint32_t kTimePart = bit(Modifier::kMinute) | bit(Modifier::kHour) |
                                    bit(Modifier::kDay) | bit(Modifier::kWeek) |
                                    bit(Modifier::kMonth) | bit(Modifier::kYear);
constexpr std::uint32_t kUtf16 = bit(Modifier::kUtf16le) | bit(Modifier::kUtf16be) |
                                 bit(Modifier::kUtf16) | bit(Modifier::kWide);
constexpr std::uint32_t kBase64 = bit(Modifier::kBase64) | bit(Modifier::kBase64Offset);
constexpr std::uint32_t kWindash = bit(Modifier::kWindash);
constexpr std::uint32_t kTransform = kUtf16 | kBase64 | kWindash;
constexpr std::uint32_t kFieldRef = bit(Modifier::kFieldRef);
// What may stand beside any way of comparing text.
constexpr std::uint32_t kAround = kAll | kNeq | kExpand;
constexpr std::uint32_t kAroundText = kAround | kCased | kAffix;
constexpr std::uint32_t kAroundAffix = kAround | kCased | kTransform | kFieldRef;

constexpr ModifierInfo kModifiers[] = {
    {Modifier::kAll, "all", "every value must match, not just one", kAnyType,
     kAffix | kCased | kNeq | kRegex | kCidr | kExpand | kTransform | kFieldRef, true},
    {Modifier::kContains, "contains", "the value is found anywhere in the field", kTexts,
     kAroundAffix, true},
    {Modifier::kStartsWith, "startswith", "the field begins with the value", kTexts, kAroundAffix,
     false},
    {Modifier::kEndsWith, "endswith", "the field ends with the value", kTexts, kAroundAffix, false},
    {Modifier::kExists, "exists", "the field is there (true) or is not (false)", kBools, 0, false},
    {Modifier::kCased, "cased", "upper and lower case differ", kTexts,
     kAround | kAffix | kTransform | kFieldRef, true},
    {Modifier::kNeq, "neq", "the field is different from the values", kAnyType,
     kAll | kAffix | kCased | kRegex | kCidr | kExpand | kTransform | kFieldRef | kTimePart, false},
    {Modifier::kRe, "re", "the value is a regular expression", kStrings, kAround | kReFlags, true},
    {Modifier::kReIgnoreCase, "i", "the regular expression ignores case", kStrings,
     kAround | kRegex, true},
    {Modifier::kReMultiLine, "m", "^ and $ match at the ends of every line", kStrings,
     kAround | kRegex, true},
    {Modifier::kReDotAll, "s", "the dot matches line ends, too", kStrings, kAround | kRegex, true},
    {Modifier::kCidr, "cidr", "the field is an address in the network", kStrings, kAround, false},
    {Modifier::kExpand, "expand", "%name% stands for the values of a list", kTexts,
     kAll | kAffix | kCased | kNeq | kRegex | kCidr | kTransform, true},
    {Modifier::kLt, "lt", "the field is less than the value", kNumbers, kTimePart, false},
    {Modifier::kLte, "lte", "the field is less than the value or equal", kNumbers, kTimePart,
     false},
    {Modifier::kGt, "gt", "the field is greater than the value", kNumbers, kTimePart, false},
    {Modifier::kGte, "gte", "the field is greater than the value or equal", kNumbers, kTimePart,
     false},
    {Modifier::kBase64, "base64", "the field holds the value in base64", kTexts,
     kAroundText | kUtf16 | kWindash, true},
    {Modifier::kBase64Offset, "base64offset", "the field holds text in base64 with the value in it",
     kTexts, kAroundText | kUtf16 | kWindash, true},
    {Modifier::kUtf16le, "utf16le", "the value is written in UTF-16, low byte first", kTexts,
     kAroundText | kBase64 | kWindash, true},
    {Modifier::kUtf16be, "utf16be", "the value is written in UTF-16, high byte first", kTexts,
     kAroundText | kBase64 | kWindash, true},
    {Modifier::kUtf16, "utf16", "the same as utf16le behind a byte order mark", kTexts,
     kAroundText | kBase64 | kWindash, true},
    {Modifier::kWide, "wide", "another name of utf16le", kTexts, kAroundText | kBase64 | kWindash,
     true},
    {Modifier::kWindash, "windash", "every dash or slash stands for any of them", kTexts,
     kAroundText | kUtf16 | kBase64, true},
    {Modifier::kMinute, "minute", "the minute of the field's time", kNumbers, kNeq | kComparison,
     false},
    {Modifier::kHour, "hour", "the hour of the field's time", kNumbers, kNeq | kComparison, false},
    {Modifier::kDay, "day", "the day of the month of the field's time", kNumbers,
     kNeq | kComparison, false},
    {Modifier::kWeek, "week", "the ISO week of the field's time", kNumbers, kNeq | kComparison,
     false},
    {Modifier::kMonth, "month", "the month of the field's time", kNumbers, kNeq | kComparison,
     false},
    {Modifier::kYear, "year", "the year of the field's time", kNumbers, kNeq | kComparison, false},
    {Modifier::kFieldRef, "fieldref", "the value is the name of another field", kStrings,
     kAll | kNeq | kCased | kAffix, false},
};

constexpr bool modifiers_are_in_order() {
  for (std::size_t i = 0; i < std::size(kModifiers); ++i) {
    if (static_cast<std::size_t>(kModifiers[i].modifier) != i) return false;
  }
  return std::size(kModifiers) == static_cast<std::size_t>(Modifier::kFieldRef) + 1;
}
static_assert(modifiers_are_in_order());

const ModifierInfo& info_of(Modifier modifier) {
  return kModifiers[static_cast<std::size_t>(modifier)];
}

const std::vector<std::string>& known_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    for (const ModifierInfo& info : kModifiers) list.emplace_back(info.name);
    return list;
  }();
  return names;
}

FieldKey::Problem unknown_modifier(std::string_view name, std::size_t offset) {
  if (name.empty()) {
    return {Code::kUnknownModifier, offset, "a modifier is missing behind '|'", {}};
  }
  return {Code::kUnknownModifier, offset, "there is no modifier " + in_quotes(name),
          did_you_mean(name, known_names())};
}

// Specification 2.1.0, "Value Modifiers": modifiers are applied in the order in which they stand.
// That matters where one of them writes the value anew: what an earlier one made of it, a
// placeholder or a wildcard, would be encoded as text.
int turn_of(Modifier modifier) {
  const std::uint32_t one = bit(modifier);
  if ((one & kExpand) != 0) return 1;
  if ((one & kWindash) != 0) return 2;
  if ((one & kUtf16) != 0) return 3;
  if ((one & kBase64) != 0) return 4;
  return (one & kAffix) != 0 ? 5 : 0;
}

bool is_out_of_turn(Modifier earlier, Modifier later) {
  // Dashes are no wildcards, so that it makes no difference which of the two comes first.
  if ((bit(later) & kWindash) != 0 && (bit(earlier) & kAffix) != 0) return false;
  const bool encodes = ((bit(earlier) | bit(later)) & kTransform) != 0;
  return encodes && turn_of(later) != 0 && turn_of(earlier) > turn_of(later);
}

// Why `next` may not stand behind the modifiers that are there; empty when it may.
std::string clash(const std::vector<Modifier>& before, const ModifierInfo& next) {
  const std::string name = in_quotes(next.name);
  for (const Modifier modifier : before) {
    if (modifier == next.modifier) return name + " is given twice";
    if ((next.companions & bit(modifier)) == 0) {
      return name + " cannot be combined with " + in_quotes(info_of(modifier).name);
    }
    if (is_out_of_turn(modifier, next.modifier)) {
      return name + " must stand before " + in_quotes(info_of(modifier).name);
    }
  }
  const bool needs_re = (bit(next.modifier) & kReFlags) != 0;
  if (needs_re && std::find(before.begin(), before.end(), Modifier::kRe) == before.end()) {
    return name + " must stand behind 're'";
  }
  return {};
}

std::uint32_t common_types(const std::vector<Modifier>& modifiers) {
  std::uint32_t types = kAnyType;
  for (const Modifier modifier : modifiers) types &= info_of(modifier).types;
  return types;
}

// The long names that pySigma has for the flags of regular expressions.
std::string_view short_name(std::string_view name) {
  if (name == "ignorecase") return "i";
  if (name == "multiline") return "m";
  return name == "dotall" ? "s" : name;
}

}  // namespace

std::span<const ModifierInfo> modifier_table() { return kModifiers; }

FieldKey parse_field_key(std::string_view key) {
  FieldKey result;
  std::size_t bar = key.find('|');
  result.field = key.substr(0, bar);
  while (bar != key.npos) {
    const std::size_t offset = bar + 1;
    bar = key.find('|', offset);
    const std::string_view name =
        short_name(key.substr(offset, bar == key.npos ? key.npos : bar - offset));
    const auto* info = std::find_if(std::begin(kModifiers), std::end(kModifiers),
                                    [&](const ModifierInfo& one) { return one.name == name; });
    if (info == std::end(kModifiers)) {
      result.problem = unknown_modifier(name, offset);
      return result;
    }
    std::string reason = clash(result.modifiers, *info);
    if (reason.empty() && result.field.empty() && !info->for_keywords) {
      reason = in_quotes(name) + " needs a field";
    }
    if (!reason.empty()) {
      result.problem = {Code::kBadModifierCombination, offset, std::move(reason), {}};
      return result;
    }
    result.modifiers.push_back(info->modifier);
  }
  return result;
}

bool accept_type(const std::vector<Modifier>& modifiers, Scalar::Type type) {
  return (common_types(modifiers) & bit(type)) != 0;
}

std::string accepted_types(const std::vector<Modifier>& modifiers) {
  const std::uint32_t types = common_types(modifiers);
  if (types == kBools) return "true or false";
  if (types == kNumbers) return "numbers";
  if (types == kStrings) return "strings";
  return "strings or numbers";
}

}  // namespace trailsift::sigma
