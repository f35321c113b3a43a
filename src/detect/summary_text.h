// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "trailsift/detect/finding.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// What a rule is called where it needs one word: its name, else its title, else its id.
[[nodiscard]] const std::string& rule_label(const sigma::Rule& rule);

// The sentence of a finding that is complete but for its sentences: the rule's own summary with its
// placeholders filled, or one that says who called what, where and from where. Where no call
// succeeded and the rule does not ask for {outcome}, the sentence closes with it in brackets.
//
// Placeholders: actor (ARN), actor_name, account, source_ip, region, event_names (the first, and
// how many more), resources (likewise), credential, count (a number), calls ("3 calls"), times
// ("once", "3 times"), outcome, first_seen, last_seen; spike.peak, spike.average, spike.begin,
// spike.end, and spike.peak_size and spike.average_size for bytes ("3.9 GB"); actor_owner,
// stop_credential, credential_lookup and region_option (responder_text.h); any other name is a
// field in Finding::matched. "{a|b}" is the first of them that is there, "{a|}" nothing where a is
// not. A value that is not there is written as "unknown", but for optional parts (text_template.h),
// which are left out. Values are put in as they are, at most 120 bytes of each.
[[nodiscard]] std::string render_summary(const sigma::Rule& rule, const Finding& finding);

// The rule's next steps likewise, or general ones. Steps hold commands for a terminal: of several
// regions or addresses the first alone is put in, a value that a shell would not take for one plain
// word is quoted, and one that is not there is written as a blank to fill in ("INSTANCE_ID"). A
// step is left out where it asks for credential, credential_lookup or actor_owner and there is
// none, or where all of it is an optional part that is left out.
[[nodiscard]] std::vector<std::string> render_next_steps(const sigma::Rule& rule,
                                                         const Finding& finding);

}  // namespace trailsift::detect
