// SPDX-License-Identifier: Apache-2.0
#include "detect/keyword_search.h"

#include <algorithm>

#include "trailsift/model/record_text.h"

namespace trailsift::detect {

void take_keywords(Predicate& predicate, KeywordIndex& index) {
  std::erase_if(predicate.literals, [&](const Literal& literal) {
    const bool plain = literal.kind == Literal::Kind::kText && !literal.cased &&
                       literal.pattern.shape == sigma::ValuePattern::Shape::kContains &&
                       literal.pattern.ascii;
    if (plain) predicate.keywords.push_back(index.insert(literal.pattern.text));
    return plain;
  });
}

KeywordSearch::KeywordSearch(const KeywordIndex& index)
    : index_(index), found_in_(index.numbers(), 0) {}

void KeywordSearch::search(std::string_view text) {
  index_.search(text, [&](std::uint32_t keyword) {
    const bool is_new = found_in_[keyword] != search_;
    found_in_[keyword] = search_;
    return is_new;
  });
}

void KeywordSearch::search(const Event& event, Arena& arena) {
  is_searched_ = true;
  readable_ = readable_text(event.record, arena);
  if (index_.empty()) return;
  if (++search_ == 0) {  // after four thousand million events
    std::fill(found_in_.begin(), found_in_.end(), 0);
    search_ = 1;
  }
  search(event.record);
  if (readable_.data() != event.record.data()) search(readable_);
}

bool KeywordSearch::any_literal(const Predicate& predicate, std::string_view text) const {
  return std::any_of(predicate.literals.begin(), predicate.literals.end(),
                     [&](const Literal& literal) { return matches(literal, Value::string(text)); });
}

bool KeywordSearch::holds(const Predicate& predicate, const Event& event, Arena& arena) {
  if (!is_searched_) search(event, arena);
  for (const std::uint32_t keyword : predicate.keywords) {
    if (found_in_[keyword] == search_) return true;
  }
  if (predicate.literals.empty()) return false;
  return any_literal(predicate, event.record) ||
         (readable_.data() != event.record.data() && any_literal(predicate, readable_));
}

}  // namespace trailsift::detect
