// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "detect/candidate_index.h"
#include "detect/inferred_list.h"
#include "detect/keyword_index.h"
#include "detect/pinned_field.h"
#include "detect/predicate.h"
#include "detect/program.h"
#include "trailsift/base/time.h"
#include "trailsift/model/field.h"
#include "trailsift/sigma/rule.h"
#include "trailsift/sigma/rule_selection.h"

namespace trailsift::detect {

inline constexpr std::size_t kMaxShownFields = 32;

// Where a hit keeps the value of a field that a correlation groups by or counts.
struct KeySource {
  bool in_context = false;
  std::uint32_t index = 0;  // in kContextFields, or in the rule's keys

  friend bool operator==(const KeySource&, const KeySource&) = default;
};

// Of a rule that waits for InferredList::kLogBuckets: the bucket.
inline constexpr KeySource kAskedBucket{false, 0};

// A field whose value a finding shows. Of several values, the one is shown that satisfies one of
// the rule's own tests of this field, else the first.
struct ShownField {
  FieldPath path;
  std::vector<std::uint32_t> tests;  // predicates on this path that the rule wants to hold
};

// When hits of a rule are alike for somebody, be it a correlation that the rule feeds or a reader
// of its findings: they ended alike, agree in the values of all `sources` and lie in one period.
// The first of them will do for all.
struct Likeness {
  // Account, principal, and all that is grouped by, counted or listed.
  std::vector<KeySource> sources;
  Timestamp period = 0;
};

// A rule with a detection.
struct CompiledRule {
  sigma::Rule rule;  // without its detection, which has become the program
  std::uint64_t detection_hash = 0;
  std::uint32_t entry = kReject;
  // The list that its condition waits for: whether a hit is one, the end of the scan tells. A rule
  // that waits for log buckets keeps the bucket as its first key, see kAskedBucket.
  InferredList asks = InferredList::kNone;
  sigma::RuleUse use = sigma::RuleUse::kAsWritten;
  Timestamp once_per = 0;              // of alike hits that only feed, one in each such period
  bool is_part = false;                // of a correlation that cannot run
  bool is_finding = true;              // false: it only feeds correlations
  std::string missing_list;            // not empty: the rule stays silent for want of this list
  std::string assumption;              // a sentence; not empty: its lists are assumed
  std::optional<Pin> pin;              // what leads to it; without one, every event does
  std::vector<std::uint32_t> filters;  // all of them must accept, too
  std::optional<FieldPath> amount;     // whose numbers a spike adds up
  std::vector<FieldPath> keys;         // of correlations; those in kContextFields are not repeated
  std::vector<ShownField> shown;       // at most kMaxShownFields
  std::vector<FieldPath> resources;
  bool is_for_spikes = false;        // it is no finding, and spikes are all that it feeds
  std::vector<Likeness> likenesses;  // none: every hit is kept; see likeness.h
  bool reads_content = false;        // a hit keeps values that derive() makes
  bool values_by_profile = false;    // all that a hit keeps follows from the event's profile

  // The list that the condition of a hit is about. A rule that waits for none may have a filter
  // that waits for home regions.
  [[nodiscard]] InferredList waits_for() const {
    return asks == InferredList::kNone ? InferredList::kHomeRegions : asks;
  }
};

// A filter's condition: what it does not hold for is taken away from the rules it is joined to.
struct CompiledFilter {
  std::string label;
  std::uint64_t detection_hash = 0;
  std::uint32_t entry = kAccept;
  // Other lists it does without where they are not configured. Of a rule that waits for log buckets
  // it takes away what it would in every region.
  bool asks_home_regions = false;
  std::string missing_list;  // not empty: it takes nothing away for want of this list
};

// How the hits of one event rule enter a correlation: by themselves, or as parts of the firings of
// another correlation.
struct CorrelationFeed {
  std::uint32_t slot = 0;  // which of the rules the correlation names
  std::uint32_t event_rule = 0;
  std::optional<std::uint32_t> through;  // index of that other correlation
  std::vector<KeySource> group;          // one for each group_by
  std::vector<KeySource> values;         // one for each of the value_fields
};

// A rule with a correlation.
struct CompiledCorrelation {
  sigma::Rule rule;
  Timestamp timespan = 0;
  Timestamp history = 0;      // spike
  Timestamp min_history = 0;  // new_terms, spike
  Timestamp own_history = 0;  // new_terms
  std::vector<CorrelationFeed> feeds;
  sigma::RuleUse use = sigma::RuleUse::kAsWritten;
  bool is_part = false;      // of another correlation, which cannot run
  bool is_finding = true;    // false: it only feeds other correlations
  std::string missing_list;  // as in CompiledRule: it can never fire

  [[nodiscard]] bool is_spike() const {
    return rule.correlation->type == sigma::CorrelationType::kSpike;
  }
  [[nodiscard]] bool is_new_terms() const {
    return rule.correlation->type == sigma::CorrelationType::kNewTerms;
  }
};

// All rules that were compiled without an error. Immutable; share it between threads.
class CompiledRules {
 public:
  std::vector<Predicate> predicates;
  std::uint32_t caller_answers = 0;  // how many of them the caller decides about
  std::uint32_t call_answers = 0;    // likewise
  std::vector<Instruction> code;
  std::vector<CompiledRule> events;
  std::vector<CompiledFilter> filters;
  std::vector<CompiledCorrelation> correlations;  // each behind those that it refers to
  CandidateIndex index;
  KeywordIndex keywords;

  // Whether a hit of the rule may wait for its list, by its own condition or by a filter's.
  [[nodiscard]] bool may_wait(const CompiledRule& rule) const {
    return rule.asks != InferredList::kNone ||
           std::any_of(rule.filters.begin(), rule.filters.end(),
                       [this](std::uint32_t filter) { return filters[filter].asks_home_regions; });
  }
};

}  // namespace trailsift::detect
