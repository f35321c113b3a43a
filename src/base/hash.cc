// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/hash.h"

#include <xxhash.h>

#include <random>

#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>  // takes the place of the functions below: picks vector code at run time
#endif

namespace trailsift {

std::uint64_t random_seed() {
  std::random_device random;
  return mix_hashes(random(), random());
}

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace trailsift
