// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/hash.h"

#include <sys/random.h>
#include <xxhash.h>

#include <random>

#if defined(__x86_64__) && __has_include(<xxh_x86dispatch.h>)
#include <xxh_x86dispatch.h>  // takes the place of the functions below: picks vector code at run time
#endif

namespace trailsift {

// The system is asked first: std::random_device asks the processor what it is, each time, for which
// a virtual machine stops.
std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  if (getentropy(&seed, sizeof(seed)) == 0) return seed;
  std::random_device random;
  return mix_hashes(random(), random());
}

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace trailsift
