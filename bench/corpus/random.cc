// SPDX-License-Identifier: Apache-2.0
#include "corpus/random.h"

#include <algorithm>
#include <array>

namespace corpus {

std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  Random random(left ^ (right * 0xD6E8FEB86659FD93U));
  return random.next();
}

std::uint64_t seed_of(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3U;
  }
  return hash;
}

std::uint32_t spread_around(Random& random, std::uint32_t mean) {
  // Multiples of the mean, in thousandths, at 20 even quantiles: a log-normal shape cut off at 7.5.
  constexpr std::array<std::uint32_t, 20> kQuantiles = {30,  60,   90,   120,  155,  190, 230,
                                                        280, 330,  390,  460,  545,  650, 790,
                                                        970, 1220, 1600, 2200, 3350, 6340};
  const std::uint32_t step = random.below(kQuantiles.size());
  const std::uint32_t from = step == 0 ? 0 : kQuantiles[step - 1];
  const std::uint64_t multiple = random.between(from, kQuantiles[step]);
  // The interpolation lies left of the quantiles; 1.185 brings the mean back to 1.
  return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(mean * multiple * 1185 / 1'000'000));
}

}  // namespace corpus
