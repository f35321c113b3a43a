// SPDX-License-Identifier: Apache-2.0
#include "detect/field_reference.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "trailsift/base/ascii.h"
#include "trailsift/base/case_folding.h"
#include "trailsift/base/utf8.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

using Relation = FieldReference::Relation;

std::optional<double> number_of(const Value& value) {
  return value.is_container() ? std::nullopt : parse_double(value.text());
}

bool are_equal_numbers(const Value& left, const Value& right) {
  if (left.kind != ValueKind::kNumber && right.kind != ValueKind::kNumber) return false;
  const std::optional<double> number = number_of(left);
  return number && number == number_of(right);
}

// Equal for texts that compare as equal, and for no others.
std::string key_of(std::string_view text, bool cased) {
  if (cased) return std::string(text);
  std::string key;
  key.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t character = take_character(text);
    const std::size_t size = before.size() - text.size();
    if (size == 1 && static_cast<unsigned char>(before.front()) >= 0x80) {
      key += before.front();  // no UTF-8
    } else {
      append_utf8(key, fold_case(character));
    }
  }
  return key;
}

bool relate_cased(Relation relation, std::string_view left, std::string_view right) {
  switch (relation) {
    case Relation::kEquals:
      return left == right;
    case Relation::kContains:
      return left.find(right) != std::string_view::npos;
    case Relation::kStartsWith:
      return left.starts_with(right);
    case Relation::kEndsWith:
      return left.ends_with(right);
  }
  return false;
}

// Both texts are the attacker's. Where it takes long to compare letter by letter at every place,
// they are folded once, so that places are compared by whole blocks of memory.
bool contains_any_case(std::string_view left, std::string_view right) {
  constexpr std::size_t kLong = std::size_t{1} << 20;
  if (right.empty() || left.size() < kLong / right.size()) return contains_folded(left, right);
  return key_of(left, false).find(key_of(right, false)) != std::string::npos;
}

bool relate_folded(Relation relation, std::string_view left, std::string_view right) {
  switch (relation) {
    case Relation::kEquals:
      return equals_folded(left, right);
    case Relation::kContains:
      return contains_any_case(left, right);
    case Relation::kStartsWith:
      return starts_with_folded(left, right);
    case Relation::kEndsWith:
      return ends_with_folded(left, right);
  }
  return false;
}

bool are_related(const FieldReference& reference, const Value& left, const Value& right) {
  const Relation relation = reference.relation;
  return (relation == Relation::kEquals && are_equal_numbers(left, right)) ||
         (reference.cased ? relate_cased(relation, left.text(), right.text())
                          : relate_folded(relation, left.text(), right.text()));
}

// Many values in order, so that each of many others finds its equal by halving. Not by a hash: an
// attacker may have chosen them.
class SortedValues {
 public:
  SortedValues(std::span<const Value> values, bool cased) : cased_(cased) {
    for (const Value& value : values) {
      keys_.push_back(key_of(value.text(), cased));
      const std::optional<double> number = number_of(value);
      if (!number) continue;
      numbers_.push_back(*number);
      if (value.kind == ValueKind::kNumber) json_numbers_.push_back(*number);
    }
    std::sort(keys_.begin(), keys_.end());
    std::sort(numbers_.begin(), numbers_.end());
    std::sort(json_numbers_.begin(), json_numbers_.end());
  }

  [[nodiscard]] bool hold_equal_of(const Value& left) const {
    if (std::binary_search(keys_.begin(), keys_.end(), key_of(left.text(), cased_))) return true;
    const std::optional<double> number = number_of(left);
    const std::vector<double>& comparable =
        left.kind == ValueKind::kNumber ? numbers_ : json_numbers_;
    return number && std::binary_search(comparable.begin(), comparable.end(), *number);
  }

 private:
  bool cased_;
  std::vector<std::string> keys_;
  std::vector<double> numbers_;       // of all values that are some
  std::vector<double> json_numbers_;  // of those that are no texts
};

// How many values one side may have before they are put in order for the others to look through.
constexpr std::size_t kFew = 16;
// Parts of texts cannot be put in order, so of more values than this the first are compared. No
// list in a real record is so long: AWS gives its lists out in pages of at most a thousand.
constexpr std::size_t kMostCompared = 1024;

// The values of the other field. Allocates for many only.
class OtherSide final : public ValueVisitor {
 public:
  explicit OtherSide(std::size_t most) : most_(most) {}

  bool visit(const Value& value) override {
    if (value.is_null()) return true;
    if (count_ == kFew) many_.assign(few_.begin(), few_.end());
    if (count_ < kFew) {
      few_[count_] = value;
    } else {
      many_.push_back(value);
    }
    return ++count_ < most_;
  }

  [[nodiscard]] std::span<const Value> values() const {
    return many_.empty() ? std::span(few_).first(count_) : std::span(many_);
  }

 private:
  std::size_t most_;
  std::size_t count_ = 0;
  std::array<Value, kFew> few_;
  std::vector<Value> many_;
};

class ThisSide final : public ValueVisitor {
 public:
  ThisSide(const FieldReference& reference, std::span<const Value> others, std::size_t most)
      : reference_(reference), others_(others), left_(most) {
    if (reference.relation == Relation::kEquals && others.size() > kFew) {
      sorted_.emplace(others, reference.cased);
    }
  }

  bool visit(const Value& value) override {
    if (value.is_null()) return true;
    found = sorted_ ? sorted_->hold_equal_of(value)
                    : std::any_of(others_.begin(), others_.end(), [&](const Value& other) {
                        return are_related(reference_, value, other);
                      });
    return !found && --left_ > 0;
  }

  bool found = false;

 private:
  const FieldReference& reference_;
  std::span<const Value> others_;
  std::size_t left_;
  std::optional<SortedValues> sorted_;
};

}  // namespace

bool refers(const FieldPath& path, const FieldReference& reference, const Event& event,
            Arena& arena) {
  const std::size_t most = reference.relation == Relation::kEquals
                               ? std::numeric_limits<std::size_t>::max()
                               : kMostCompared;
  OtherSide other(most);
  for_each_value(event, reference.other, arena, other);
  if (other.values().empty()) return false;
  ThisSide side(reference, other.values(), most);
  for_each_value(event, path, arena, side);
  return side.found;
}

}  // namespace trailsift::detect
