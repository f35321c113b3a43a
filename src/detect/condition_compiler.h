// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "detect/expression.h"
#include "detect/inferred_list.h"
#include "detect/predicate.h"
#include "trailsift/detect/rule_compiler.h"
#include "trailsift/sigma/diagnostic.h"
#include "trailsift/sigma/rule.h"

namespace trailsift::detect {

// A detection, compiled, and which lists of the site it rests on.
struct CompiledCondition {
  Expression expression;
  InferredList asks = InferredList::kNone;  // what its predicates of kInferredList wait for
  std::set<std::string> lists;              // that its values are taken from
  std::string missing_list;  // a list that it needs and that is not configured; or empty
  std::vector<sigma::Diagnostic> diagnostics;  // errors: the condition cannot be used
};

// Turns a detection into an expression over predicates, which are appended to `predicates`. `file`
// is only used in positions.
// Semantics: Sigma specification 2.1.0, "Detection". The values of a list are alternatives, unless
// the modifier "all" joins them; the tests of a map must all hold; "neq" is true where the test
// without it is false, also when the field is not there.
//
// An inferred list may be left out of `placeholders` where it is all that the field it is about is
// compared with, and the condition asks for no other such list. "%business_hours%" must be all that
// a field is compared with, see business_hours.h; then the question is whether the time in it is
// within them. Any other use of a list that is not there makes the condition undecidable: see
// missing_list.
[[nodiscard]] CompiledCondition compile_condition(const sigma::Detection& detection,
                                                  const std::string& file,
                                                  const Placeholders& placeholders,
                                                  std::vector<Predicate>& predicates);

}  // namespace trailsift::detect
