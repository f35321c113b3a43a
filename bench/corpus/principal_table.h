// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "corpus/population.h"

namespace corpus {

// Gives `account` its people, pipelines, workloads and AWS services, with their shares of activity.
void add_principals(Account& account, std::uint64_t seed);

}  // namespace corpus
