// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/value.h"

namespace trailsift::model {

// One statement of a policy document, read as far as policy_document.h needs it. Keys are compared
// without regard to case, because some services log them in lower camel case.
struct PolicyStatement {
  bool allows = false;
  bool any_action = false;    // "*", or all but those that NotAction names
  bool any_resource = false;  // "*", or all but those that NotResource names
  bool has_principal = false;
  bool any_principal = false;  // "*", or all but those that NotPrincipal names
  Value principal;             // missing when there is none
  Value condition;             // missing when there is none
};

[[nodiscard]] PolicyStatement read_policy_statement(const Value& object);

// Calls `visit` with the text of `value`, or of each of its members when it is a list.
void for_each_text(const Value& value, const std::function<void(std::string_view)>& visit);

// True when the condition says who may come in or where from: a key such as aws:PrincipalOrgID is
// compared, not by a negated operator, nor by one that a missing key meets, and not with "*".
[[nodiscard]] bool narrows_principals(const Value& condition);

// Calls `visit` with each value of a key in `condition` that names accounts or ARNs of callers.
void for_each_caller_in(const Value& condition, const std::function<void(std::string_view)>& visit);

// The account in an ARN, or the text itself when it is an account id; else empty.
[[nodiscard]] std::string_view account_in(std::string_view principal);

}  // namespace trailsift::model
