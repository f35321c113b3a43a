// SPDX-License-Identifier: Apache-2.0
#include "tests/detect/reference_network.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "tests/detect/reference_encoding.h"

namespace trailsift::detect::reference {
namespace {

// A network as bits: an IPv4 address is 32 of them, an IPv6 address 128.
struct Network {
  std::string bits;
  std::size_t length = 0;
};

std::optional<std::string> address_bits(const std::string& text) {
  unsigned char bytes[16];
  if (inet_pton(AF_INET, text.c_str(), bytes) == 1) return bits_of(bytes, 4);
  if (inet_pton(AF_INET6, text.c_str(), bytes) != 1) return std::nullopt;
  const bool mapped = std::all_of(bytes, bytes + 10, [](unsigned char b) { return b == 0; }) &&
                      bytes[10] == 0xFF && bytes[11] == 0xFF;
  return mapped ? bits_of(bytes + 12, 4) : bits_of(bytes, 16);
}

std::optional<Network> network_of(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto bits = address_bits(text.substr(0, slash));
  if (!bits) return std::nullopt;
  if (slash == std::string::npos) return Network{*bits, bits->size()};
  const std::string length = text.substr(slash + 1);
  const bool digits = !length.empty() && length.size() <= 3 &&
                      length.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoul(length) > bits->size()) return std::nullopt;
  return Network{*bits, std::stoul(length)};
}

}  // namespace

bool in_network(const std::string& outer_text, const std::string& inner_text) {
  const auto outer = network_of(outer_text);
  const auto inner = network_of(inner_text);
  return outer && inner && outer->bits.size() == inner->bits.size() &&
         inner->length >= outer->length &&
         inner->bits.substr(0, outer->length) == outer->bits.substr(0, outer->length);
}

}  // namespace trailsift::detect::reference
