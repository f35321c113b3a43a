// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_recorder.h"

#include <algorithm>
#include <cmath>

#include "trailsift/base/ascii.h"
#include "trailsift/base/utf8.h"
#include "trailsift/model/derived.h"
#include "trailsift/model/field_query.h"

namespace trailsift::detect {
namespace {

std::uint32_t intern(StringPool& strings, const Value& value, std::size_t limit) {
  return value.is_null() ? kNoText : strings.intern(front_characters(value.text(), limit));
}

// Finds the value that satisfies one of the field's tests, or else the first that is not null.
class BestValue final : public ValueVisitor {
 public:
  BestValue(const ShownField& field, const std::vector<Predicate>& predicates)
      : field_(field), predicates_(predicates) {}

  bool visit(const Value& value) override {
    if (value.is_null()) return true;
    const bool satisfies =
        std::any_of(field_.tests.begin(), field_.tests.end(),
                    [&](std::uint32_t test) { return predicates_[test].accepts(value); });
    if (satisfies || best.is_null()) best = value;
    return !satisfies;
  }

  Value best;

 private:
  const ShownField& field_;
  const std::vector<Predicate>& predicates_;
};

class TextCollector final : public ValueVisitor {
 public:
  TextCollector(StringPool& strings, std::size_t most, std::vector<std::uint32_t>& numbers)
      : strings_(strings), most_(most), numbers_(numbers) {}

  bool visit(const Value& value) override {
    if (value.kind == ValueKind::kString && value.size > 0 && numbers_.size() < most_) {
      numbers_.push_back(intern(strings_, value, HitRecorder::kMaxShownBytes));
    }
    return numbers_.size() < most_;
  }

 private:
  StringPool& strings_;
  std::size_t most_;
  std::vector<std::uint32_t>& numbers_;
};

}  // namespace

std::uint32_t HitRecorder::context_of(const Event& event, ProfileMemo& profile) {
  if (profile.store == store_number_) return profile.context;
  HitContext context;
  context.outcome = event.outcome;
  for (std::size_t slot = 0; slot < kContextFields.size(); ++slot) {
    context.texts[slot] = intern(data().strings, event[kContextFields[slot]], kMaxKeyBytes);
  }
  profile.store = store_number_;
  return profile.context = data().contexts.intern(context.to_words());
}

std::uint32_t HitRecorder::shown_value(const ShownField& field, const Event& event, Arena& arena) {
  BestValue best(field, rules_.predicates);
  for_each_value(event, field.path, arena, best);
  return intern(data().strings, best.best, kMaxShownBytes);
}

void HitRecorder::append_resources(const CompiledRule& rule, const Event& event, Arena& arena) {
  TextCollector collector(data().strings, tuple_.size() + kMaxResources, tuple_);
  for (const FieldPath& path : rule.resources) for_each_value(event, path, arena, collector);
}

std::uint32_t HitRecorder::values_of(const CompiledRule& rule, const Event& event, Arena& arena) {
  tuple_.clear();
  for (const FieldPath& key : rule.keys) {
    tuple_.push_back(intern(data().strings, first_value(event, key, arena), kMaxKeyBytes));
  }
  for (const ShownField& field : rule.shown) tuple_.push_back(shown_value(field, event, arena));
  append_resources(rule, event, arena);
  return data().values.intern(tuple_);
}

// Rounded; what is no number, or a negative one, counts nothing.
std::uint64_t HitRecorder::amount_of(const CompiledRule& rule, const Event& event,
                                     Arena& arena) const {
  if (!rule.amount) return 0;
  const Value value = first_value(event, *rule.amount, arena);
  const double number = value.is_null() ? 0 : parse_double(value.text()).value_or(0);
  if (!(number > 0)) return 0;
  const double most = static_cast<double>(kMostAmount);
  return static_cast<std::uint64_t>(std::round(std::min(number, most)));
}

void HitRecorder::set_event_id(const Event& event, Hit& hit) {
  const Value& value = event[Field::kEventID];
  if (const auto guid = parse_guid(value.text())) {
    hit.id = *guid;
    return;
  }
  hit.id_is_text = 1;
  hit.id.low = intern(data().strings, value, kMaxKeyBytes);
}

void HitRecorder::begin_store_when_empty() {
  if (!data().hits.empty()) return;
  ++store_number_;
  thinning_.begin_store();
}

void HitRecorder::record(std::uint32_t number, ListCondition condition, Event& event, Arena& arena,
                         HitMemo& memo, ProfileMemo& profile) {
  const CompiledRule& rule = rules_.events[number];
  if (rule.reads_content) derive(event, arena);
  begin_store_when_empty();
  if (memo.store != store_number_ || memo.condition != condition)
    memo = {store_number_, condition, {}, {}};
  const std::uint64_t amount = amount_of(rule, event, arena);
  if (thinning_.is_thinned(number) && event.time != kNoTime) {
    const std::uint32_t place = thinning_.find_or_claim(number, condition, event, arena, data(),
                                                        memo.thinned, profile.hashes);
    if (place != HitThinning::kNowhere) {
      Hit& counted_with = data().hits[place];
      ++counted_with.weight;
      counted_with.amount = sum_of_amounts(counted_with.amount, amount);
      return;
    }
  }
  if (!memo.values || !rule.values_by_profile) memo.values = values_of(rule, event, arena);
  Hit hit;
  hit.time = event.time;
  hit.amount = amount;
  set_event_id(event, hit);
  hit.rule = number & kMostRules;
  hit.list_condition = condition;
  hit.context = context_of(event, profile);
  hit.values = *memo.values & kMostValues;
  data().hits.push_back(hit);
}

}  // namespace trailsift::detect
