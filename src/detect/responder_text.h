// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "trailsift/detect/finding.h"

namespace trailsift::detect {

// What a responder is told about the actor of a finding, made from its kind. The texts stand in the
// middle of a sentence and have no full stop; a command in them is the last thing in them. Values
// of the log are quoted for a shell. Safe to call from any thread.

// How to take away the credential: the command for the key of a user or for the sessions of a role
// or user, or words where no command does it (root, roles that cannot be edited, services, other
// accounts, nobody). Never empty.
[[nodiscard]] std::string stop_credential(const Finding& finding);

// The command that lists the calls of the credential. Empty where the finding has none.
[[nodiscard]] std::string credential_lookup(const Finding& finding);

// "--region eu-west-1", and after it the other regions in brackets; a blank to fill in where the
// finding has none.
[[nodiscard]] std::string region_option(const Finding& finding);

// Whom to ask about the calls: "the owner of alice". Empty where the caller is not known.
[[nodiscard]] std::string actor_owner(const Finding& finding);

}  // namespace trailsift::detect
