// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trailsift/detect/rule_compiler.h"
#include "trailsift/io/file_list.h"

namespace trailsift::detect {

// What can be taken for a list of the site that is not configured, before any log is opened:
//
// - trusted_accounts: the accounts whose own logs the files are, by their names, where these are of
//   two accounts or more. Of one account alone it is not known with whom it works.
//
// Empty where everything is configured or nothing is known.
[[nodiscard]] Placeholders assume_lists(const Placeholders& configured, const io::FileList& files);

}  // namespace trailsift::detect
