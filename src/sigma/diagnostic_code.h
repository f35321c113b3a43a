// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "trailsift/sigma/diagnostic.h"

namespace trailsift::sigma {

// Everything that reading a rule can complain about. Each has an entry in code_table() and a pair
// of files in testdata/diagnostics/.
enum class Code : std::uint8_t {
  // The file.
  kInvalidYaml,
  kYamlTooComplex,
  kUnsupportedTag,
  kBadKey,
  kDuplicateKey,
  kNoRules,
  // The document.
  kNotARule,
  kUnsupportedRule,
  kAmbiguousRule,
  kBadAction,
  kMissingAttribute,
  kUnknownKey,
  kUnknownAttribute,
  kBadValue,
  kBadLevel,
  kBadStatus,
  kTooLong,
  kUnknownTaxonomy,
  kOddMetadata,
  // Selections.
  kBadSelection,
  kEmptySelection,
  kEmptyList,
  kUnknownModifier,
  kBadModifierCombination,
  kWrongValueType,
  kBadNetwork,
  kBadEncoding,
  kNotOnACalendar,
  kAllWithOneValue,
  // Conditions.
  kBadCondition,
  kConditionTooComplex,
  kUnknownSelection,
  kNoSelectionMatches,
  kUnusedSelection,
  kNeverMatches,
  kAlwaysTrue,
  kUnsupportedAggregation,
  kUnusedTimeframe,
  // Correlations.
  kUnknownCorrelationType,
  kUnsupportedCorrelationType,
  kUnsupportedCorrelationCondition,
  kBadTimespan,
  kBadBound,
  // Filters.
  kFilterWithoutNot,
};

struct CodeEntry {
  Code code;
  std::string_view name;  // as it is shown, stable
  Severity severity;
};

// All codes, in the order of the enumeration.
[[nodiscard]] std::span<const CodeEntry> code_table();

[[nodiscard]] const CodeEntry& entry_of(Code code);

}  // namespace trailsift::sigma
