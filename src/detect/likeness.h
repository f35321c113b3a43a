// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "detect/compiled_rules.h"

namespace trailsift::detect {

// Appends those that are not there yet.
void add_sources(std::span<const KeySource> sources, std::vector<KeySource>& to);

// Where hits of the rule keep the field, which is added to its keys if need be.
[[nodiscard]] KeySource key_source(CompiledRule& rule, const std::string& name);

// What is on the list that a hit of the rule may wait for, or is not: a bucket or a region.
[[nodiscard]] KeySource asked_source(const CompiledRule& rule);

// By what hits of the rule are alike at the least: account and principal, and its asked_source()
// where they may wait for a list.
[[nodiscard]] std::vector<KeySource> least_sources(const CompiledRules& rules,
                                                   const CompiledRule& rule);

// Hits are alike by who made which call, where and from where.
[[nodiscard]] Likeness likeness_of_calls(const CompiledRules& rules, const CompiledRule& rule,
                                         Timestamp period);

// Sets CompiledRule::is_for_spikes and CompiledRule::likenesses: for each event rule with
// `once_per`, one for its findings, when it has any, and one for each correlation that it feeds;
// likewise for rules that feed spikes and nothing else; for other rules nothing. The period is
// `once_per`, or longer where that is of no use: new_terms needs one hit in its timespan, other
// correlations one in a sixth of it, and a finding one in a day. A spike needs one in each window,
// whatever `once_per` says, and all that stands for others must lie in that window and group: so
// spikes that count events or add up numbers have one likeness together, as fine as all of them,
// and it stands first. It tells source addresses apart, too, and where numbers are added up
// credentials and what the sentences of correlations name, so that findings can say what the
// numbers came from. A likeness behind it that keeps no hit which another does not keep is left
// out. Precondition: it is settled which rules are findings and which correlations there are, and
// what these name is among CompiledRule::shown.
void assign_likenesses(CompiledRules& rules);

}  // namespace trailsift::detect
