// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "corpus/random.h"

namespace rule_mix {

struct Service {
  std::string_view name;  // of "<name>.amazonaws.com"
  std::span<const std::string_view> nouns;
};

[[nodiscard]] const Service& some_service(corpus::Random& random);

// A call that changes something of the service, such as "DetachGroupPolicy". make_corpus makes none
// of these calls.
[[nodiscard]] std::string some_call(corpus::Random& random, const Service& service);

// The name of a program, a role or a bucket that nobody has.
[[nodiscard]] std::string invented_name(corpus::Random& random);

[[nodiscard]] std::string some_error(corpus::Random& random);

[[nodiscard]] std::string invented_uuid(corpus::Random& random);

template <typename List>
[[nodiscard]] auto one_of(corpus::Random& random, const List& list) {
  return list[random.below(static_cast<std::uint32_t>(std::size(list)))];
}

}  // namespace rule_mix
