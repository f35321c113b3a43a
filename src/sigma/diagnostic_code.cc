// SPDX-License-Identifier: Apache-2.0
#include "sigma/diagnostic_code.h"

#include <cstddef>

namespace trailsift::sigma {
namespace {

constexpr Severity kError = Severity::kError;
constexpr Severity kWarning = Severity::kWarning;

constexpr CodeEntry kTable[] = {
    {Code::kInvalidYaml, "invalid-yaml", kError},
    {Code::kYamlTooComplex, "yaml-too-complex", kError},
    {Code::kUnsupportedTag, "unsupported-tag", kError},
    {Code::kBadKey, "bad-key", kError},
    {Code::kDuplicateKey, "duplicate-key", kError},
    {Code::kNoRules, "no-rules", kWarning},
    {Code::kNotARule, "not-a-rule", kError},
    {Code::kUnsupportedRule, "unsupported-rule", kWarning},
    {Code::kAmbiguousRule, "ambiguous-rule", kError},
    {Code::kBadAction, "bad-action", kError},
    {Code::kMissingAttribute, "missing-attribute", kError},
    {Code::kUnknownKey, "unknown-key", kWarning},
    {Code::kUnknownAttribute, "unknown-attribute", kError},
    {Code::kBadValue, "bad-value", kError},
    {Code::kBadLevel, "bad-level", kError},
    {Code::kBadStatus, "bad-status", kError},
    {Code::kTooLong, "too-long", kWarning},
    {Code::kUnknownTaxonomy, "unknown-taxonomy", kWarning},
    {Code::kOddMetadata, "odd-metadata", kWarning},
    {Code::kBadSelection, "bad-selection", kError},
    {Code::kEmptySelection, "empty-selection", kError},
    {Code::kEmptyList, "empty-list", kWarning},
    {Code::kUnknownModifier, "unknown-modifier", kError},
    {Code::kBadModifierCombination, "bad-modifier-combination", kError},
    {Code::kWrongValueType, "wrong-value-type", kError},
    {Code::kBadNetwork, "bad-network", kError},
    {Code::kBadEncoding, "bad-encoding", kError},
    {Code::kNotOnACalendar, "not-on-a-calendar", kWarning},
    {Code::kAllWithOneValue, "all-with-one-value", kWarning},
    {Code::kBadCondition, "bad-condition", kError},
    {Code::kConditionTooComplex, "condition-too-complex", kError},
    {Code::kUnknownSelection, "unknown-selection", kError},
    {Code::kNoSelectionMatches, "no-selection-matches", kError},
    {Code::kUnusedSelection, "unused-selection", kWarning},
    {Code::kNeverMatches, "never-matches", kWarning},
    {Code::kAlwaysTrue, "always-true", kWarning},
    {Code::kUnsupportedAggregation, "unsupported-aggregation", kError},
    {Code::kUnusedTimeframe, "unused-timeframe", kWarning},
    {Code::kUnknownCorrelationType, "unknown-correlation-type", kError},
    {Code::kUnsupportedCorrelationType, "unsupported-correlation-type", kError},
    {Code::kUnsupportedCorrelationCondition, "unsupported-correlation-condition", kError},
    {Code::kBadTimespan, "bad-timespan", kError},
    {Code::kBadBound, "bad-bound", kError},
    {Code::kFilterWithoutNot, "filter-without-not", kWarning},
};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < std::size(kTable); ++i) {
    if (static_cast<std::size_t>(kTable[i].code) != i) return false;
  }
  return std::size(kTable) == static_cast<std::size_t>(Code::kFilterWithoutNot) + 1;
}
static_assert(is_in_order());

}  // namespace

std::span<const CodeEntry> code_table() { return kTable; }

const CodeEntry& entry_of(Code code) { return kTable[static_cast<std::size_t>(code)]; }

}  // namespace trailsift::sigma
