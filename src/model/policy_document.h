// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "trailsift/base/arena.h"
#include "trailsift/model/value.h"

namespace trailsift::model {

// What policy documents allow, as far as it matters to somebody who looks for an open door. Facts:
// IAM user guide, "IAM JSON policy elements reference".
enum class PolicyGrant : std::uint8_t {
  kEverything,             // every action on every resource
  kEverythingConditional,  // the same under a condition
  kPublic,                 // something, to everyone
  kPublicConditional,      // the same, under a condition that says who or where from
  kOtherAccount,           // something, to another account
  kFederated,              // something, to those whom an identity provider vouches for
};
inline constexpr std::size_t kPolicyGrantCount = 6;

// As rules spell it: "everything-conditional".
[[nodiscard]] std::string_view to_string(PolicyGrant grant);

struct PolicyFacts {
  std::vector<PolicyGrant> grants;         // each once, in the order of the enum
  std::vector<std::string_view> accounts;  // the other accounts, each once, as they come
};

// What all policy documents within `value` allow together: an object with the key Statement is one,
// at any depth, also as a text (IAM, SQS) that may be URL-encoded. Statements that deny are not
// weighed against those that allow. An account is another one when it is not `own_account`; an
// empty one leaves that open, and no account is another one then. Views point into `value` or
// `arena`.
[[nodiscard]] PolicyFacts read_policies(const Value& value, std::string_view own_account,
                                        Arena& arena);

}  // namespace trailsift::model
