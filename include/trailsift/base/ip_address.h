// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trailsift {

// An IPv4 or IPv6 address, big-endian. IPv4 uses the first four bytes.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};
  bool is_v6 = false;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

// Strict: no leading zeros ("035.1.2.3" is not an address), no zone, nothing around it. An
// IPv4-mapped IPv6 address ("::ffff:1.2.3.4") is read as the IPv4 address.
[[nodiscard]] std::optional<IpAddress> parse_ip_address(std::string_view text);

// A block of addresses. `bits` counts from the left: 0..32 or 0..128.
struct IpRange {
  IpAddress first;  // host bits are zero
  unsigned bits = 0;

  [[nodiscard]] bool contains(const IpAddress& address) const;
  // True when every address of `other` is in this range.
  [[nodiscard]] bool contains(const IpRange& other) const;
};

// "10.0.0.0/8", "2001:db8::/32", or a bare address, which is a range of one. Host bits may be set.
[[nodiscard]] std::optional<IpRange> parse_ip_range(std::string_view text);

// The network that an address is taken to be of: its /24, or its /48 of IPv6.
[[nodiscard]] IpRange network_of(const IpAddress& address);

// True for addresses that mean somebody else in every network: private, shared, loopback and
// link-local ones (RFC 6890, "Special-Purpose Address Registries").
[[nodiscard]] bool is_private(const IpAddress& address);

// "203.0.113.7/24" style text of the range, in the shortest usual form (RFC 5952 for IPv6).
[[nodiscard]] std::string to_string(const IpRange& range);
[[nodiscard]] std::string to_string(const IpAddress& address);

}  // namespace trailsift
