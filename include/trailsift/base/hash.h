// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace trailsift {

// XXH3 in 64 bits: the same on every machine, fast, and not meant to resist an attacker. Where the
// keys come from the logs, compare them after comparing their hashes.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace trailsift
