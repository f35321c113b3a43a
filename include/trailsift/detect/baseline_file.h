// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/result.h"
#include "trailsift/detect/baseline.h"

// Baselines as text: one JSON object a line, in an order that depends on the content alone.
//   {"trailsift_baseline":1,"lines":4}      the version of this format; how many lines follow
//   {"account":"111122223333","first":"2026-11-02T08:00:00Z"}      since when its logs go
//   {"rule":"<rule_key>","name":"…","version":"<rule_version>"}    before the lines of the rule
//   {"rule":"…","term":["<group>",…,"<field>",…],"first":"…"}      of new_terms
//   {"rule":"…","group":["…"],"windows":["<begin>",3,"<begin>",5]} of spike
// The first files of this version do not say how many lines follow.
namespace trailsift::detect {

[[nodiscard]] std::string write_baseline(const CompiledRules& rules, const Baseline& baseline);

// What a file held of the rules that are in use.
struct BaselineReading {
  Baseline baseline;
  std::vector<std::string> ignored;  // names of rules that were learnt from in another version
};

// Rules that are not among `rules` are passed over. `file` is for errors: "bad-baseline" with the
// line for what is not in the form above, and for a file that was cut.
[[nodiscard]] Result<BaselineReading> read_baseline(std::string_view text, const std::string& file,
                                                    const CompiledRules& rules);

}  // namespace trailsift::detect
