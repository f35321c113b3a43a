// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "detect/compiled_rules.h"
#include "detect/expression.h"
#include "detect/predicate.h"

namespace trailsift::detect {

// Decides what a hit of `rule` keeps so that a finding can show it: first the fields that its
// sentences name, then those that its detection wants to match, then its `fields`; at most
// kMaxShownFields. Fields that every finding shows anyway (kContextFields and the outcome) are left
// out unless a sentence names them. A rule that is no finding of its own, or that is informational,
// keeps only what its sentences name, because it may hit very often.
//
// Resources of a finding are the ARNs of the record's `resources`, and those of the rule's `fields`
// below requestParameters, responseElements or serviceEventDetails that end in a key by which AWS
// names a resource (bucketName, functionName, policyArn, …).
void plan_shown_fields(const Expression& expression, std::span<const Predicate> predicates,
                       CompiledRule& rule);

// Lets the hits of `rule` keep one more field, for the sentence of a correlation.
void show_field(const std::string& name, CompiledRule& rule);

// Where the field names resources as above, lets the findings of a correlation list them.
void list_resource(const std::string& name, CompiledRule& rule);

}  // namespace trailsift::detect
