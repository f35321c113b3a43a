// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "corpus/population.h"

namespace sample {

// The account of the sample incident: a small web shop in us-east-1 and eu-west-1, with everyone
// who works in it.
[[nodiscard]] corpus::Account make_shop();

// The developer whose key is stolen, as she works on ordinary days.
[[nodiscard]] const corpus::Principal& developer(const corpus::Account& shop);

// The administrator who cleans up in the morning.
[[nodiscard]] const corpus::Principal& administrator(const corpus::Account& shop);

}  // namespace sample
