// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/event.h"

namespace trailsift {

// How the names of the roles begin that IAM Identity Center makes for permission sets: IAM Identity
// Center user guide, "Referencing permission sets in resource policies".
inline constexpr std::string_view kIdentityCenterRolePrefix = "AWSReservedSSO_";

// Fills the derived fields that every event needs for routing: outcome, caller, and the value of
// derived.account and derived.outcome. Called once by the reader; cheap.
void derive_for_routing(Event& event);

// Fills the derived fields that follow from the profile (event_profile.h), once; a second call does
// nothing. Text that is not a part of the record is put into `arena` and lives as long as that.
void derive_profile(Event& event, Arena& arena);

// The parts of derive_profile(), for those who know some of them already: what follows from the
// caller, what follows from the call, and then what needs both. They do their work each time.
void derive_from_caller(Event& event, Arena& arena);
void derive_from_call(Event& event);
void derive_from_both(Event& event);

// Fills all derived fields likewise: also those that take a look into what was
// asked and answered. Called for events that a rule may match.
void derive(Event& event, Arena& arena);

// The parts, by themselves, for tests and reports.
[[nodiscard]] Outcome classify_error(std::string_view error_code);
[[nodiscard]] bool is_write_name(std::string_view event_name);
[[nodiscard]] std::string_view user_agent_family(std::string_view user_agent);

// "Firefox on Windows", "aws-cli on macOS"; the family alone where no system is named.
[[nodiscard]] std::string_view client_of(std::string_view user_agent, Arena& arena);

}  // namespace trailsift
