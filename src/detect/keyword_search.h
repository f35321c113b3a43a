// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "detect/keyword_index.h"
#include "detect/predicate.h"
#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift::detect {

// Moves the literals that are plain texts from the predicate, which is about the record, into the
// index.
void take_keywords(Predicate& predicate, KeywordIndex& index);

// Answers the keyword questions about one event after another. A keyword is looked for in the text
// of the whole record, keys and all, as it stands in the log and, where it has escapes, as it reads
// without them. All keywords that are plain texts are looked for in one pass over the record, at
// the first question about it; patterns and expressions are tried one by one. One per thread.
class KeywordSearch {
 public:
  // Keeps a reference.
  explicit KeywordSearch(const KeywordIndex& index);

  // The next questions are about another event.
  void begin_event() { is_searched_ = false; }

  // The predicate is about the record. Texts that are made on the way go into `arena`.
  [[nodiscard]] bool holds(const Predicate& predicate, const Event& event, Arena& arena);

 private:
  void search(const Event& event, Arena& arena);
  void search(std::string_view text);
  [[nodiscard]] bool any_literal(const Predicate& predicate, std::string_view text) const;

  const KeywordIndex& index_;
  std::vector<std::uint32_t> found_in_;  // for each keyword, the last search that found it
  std::uint32_t search_ = 0;
  bool is_searched_ = false;
  std::string_view readable_;
};

}  // namespace trailsift::detect
