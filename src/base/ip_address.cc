// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ip_address.h"

#include <algorithm>
#include <cstddef>

#include "trailsift/base/ascii.h"

namespace trailsift {
namespace {

constexpr std::size_t kGroups = 8;  // of 16 bits, in an IPv6 address
constexpr unsigned kMappedBits = 96;

// A decimal number of at most three digits without leading zeros, at the start of `text`, which it
// is taken from. More than `highest` is nothing.
std::optional<unsigned> take_decimal(std::string_view& text, unsigned highest) {
  unsigned number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < 3 && is_digit(text[digits])) {
    number = number * 10 + static_cast<unsigned>(text[digits] - '0');
    ++digits;
  }
  if (digits == 0 || number > highest || (digits > 1 && text.front() == '0')) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

bool parse_v4(std::string_view text, std::uint8_t* bytes) {
  for (int i = 0; i < 4; ++i) {
    if (i > 0) {
      if (!text.starts_with('.')) return false;
      text.remove_prefix(1);
    }
    const std::optional<unsigned> byte = take_decimal(text, 255);
    if (!byte) return false;
    bytes[i] = static_cast<std::uint8_t>(*byte);
  }
  return text.empty();
}

// The text form of RFC 4291, section 2.2, read from left to right.
class V6Reader {
 public:
  explicit V6Reader(std::string_view text) : rest_(text) {}

  std::optional<IpAddress> read() {
    if (rest_.starts_with(':') && !take_gap()) return std::nullopt;
    while (!rest_.empty()) {
      if (!take_group()) return std::nullopt;
      if (rest_.empty()) break;
      if (!take_separator()) return std::nullopt;
    }
    return place();
  }

 private:
  bool take_gap() {
    if (gap_ || !rest_.starts_with("::")) return false;
    gap_ = filled_;
    rest_.remove_prefix(2);
    return true;
  }

  bool take_separator() {
    if (rest_.starts_with("::")) return take_gap();
    rest_.remove_prefix(1);
    return !rest_.empty();  // a single ':' stands between two groups
  }

  // One group with the ':' behind it still in place, or the four bytes of an IPv4 tail.
  bool take_group() {
    const std::size_t end = std::min(rest_.find(':'), rest_.size());
    const std::string_view group = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (group.find('.') != group.npos) {
      if (!rest_.empty() || filled_ + 4 > bytes_.size()) return false;
      filled_ += 4;
      return parse_v4(group, bytes_.data() + filled_ - 4);
    }
    if (group.empty() || group.size() > 4 || filled_ + 2 > bytes_.size()) return false;
    unsigned number = 0;
    for (const char c : group) {
      const int digit = hex_digit(c);
      if (digit < 0) return false;
      number = number * 16 + static_cast<unsigned>(digit);
    }
    bytes_[filled_++] = static_cast<std::uint8_t>(number >> 8);
    bytes_[filled_++] = static_cast<std::uint8_t>(number & 0xff);
    return true;
  }

  // Moves what stands behind the "::" to the end.
  std::optional<IpAddress> place() {
    if (gap_.has_value() == (filled_ == bytes_.size())) return std::nullopt;
    if (gap_) {
      const auto gap = bytes_.begin() + static_cast<std::ptrdiff_t>(*gap_);
      const auto end = bytes_.begin() + static_cast<std::ptrdiff_t>(filled_);
      const auto moved = std::move_backward(gap, end, bytes_.end());
      std::fill(gap, moved, std::uint8_t{0});
    }
    return IpAddress{bytes_, true};
  }

  std::string_view rest_;
  std::array<std::uint8_t, 16> bytes_{};
  std::size_t filled_ = 0;
  std::optional<std::size_t> gap_;
};

bool is_mapped_v4(const IpAddress& address) {
  constexpr std::array<std::uint8_t, 12> kPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  return address.is_v6 && std::equal(kPrefix.begin(), kPrefix.end(), address.bytes.begin());
}

IpAddress unmapped(const IpAddress& address) {
  IpAddress v4;
  std::copy(address.bytes.begin() + 12, address.bytes.end(), v4.bytes.begin());
  return v4;
}

std::optional<IpAddress> parse_unmapped(std::string_view text) {
  if (text.find(':') != text.npos) return V6Reader(text).read();
  IpAddress address;
  if (!parse_v4(text, address.bytes.data())) return std::nullopt;
  return address;
}

bool same_first_bits(const IpAddress& left, const IpAddress& right, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(left.bytes.begin(), left.bytes.begin() + whole, right.bytes.begin()))
    return false;
  if (bits % 8 == 0) return true;
  const unsigned mask = 0xffu << (8 - bits % 8);
  return ((left.bytes[whole] ^ right.bytes[whole]) & mask & 0xffu) == 0;
}

void clear_host_bits(IpAddress& address, unsigned bits) {
  for (unsigned i = bits / 8; i < address.bytes.size(); ++i) {
    const unsigned kept = i == bits / 8 ? bits % 8 : 0;
    address.bytes[i] = static_cast<std::uint8_t>(address.bytes[i] & (0xff00u >> kept));
  }
}

std::string v4_to_string(const IpAddress& address) {
  std::string text;
  for (int i = 0; i < 4; ++i) {
    if (i > 0) text += '.';
    text += std::to_string(address.bytes[static_cast<std::size_t>(i)]);
  }
  return text;
}

std::string group_to_string(const IpAddress& address, std::size_t group) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const unsigned number = address.bytes[2 * group] * 256u + address.bytes[2 * group + 1];
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const unsigned digit = (number >> shift) & 0xf;
    if (digit != 0 || !text.empty() || shift == 0) text += kDigits[digit];
  }
  return text;
}

struct Run {
  std::size_t first = kGroups;
  std::size_t length = 0;
};

// RFC 5952, section 4.2: the first of the longest runs of two or more zero groups is shortened.
Run longest_zero_run(const IpAddress& address) {
  Run longest;
  Run run;
  for (std::size_t group = 0; group < kGroups; ++group) {
    const bool zero = address.bytes[2 * group] == 0 && address.bytes[2 * group + 1] == 0;
    if (!zero) {
      run = Run{};
      continue;
    }
    if (run.length == 0) run.first = group;
    ++run.length;
    if (run.length > longest.length && run.length >= 2) longest = run;
  }
  return longest;
}

std::string v6_to_string(const IpAddress& address) {
  const Run zeros = longest_zero_run(address);
  std::string text;
  for (std::size_t group = 0; group < kGroups; ++group) {
    if (group == zeros.first) {
      text += "::";
      group += zeros.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += group_to_string(address, group);
  }
  return text;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  std::optional<IpAddress> address = parse_unmapped(text);
  if (address && is_mapped_v4(*address)) return unmapped(*address);
  return address;
}

bool IpRange::contains(const IpAddress& address) const {
  return first.is_v6 == address.is_v6 && same_first_bits(first, address, bits);
}

bool IpRange::contains(const IpRange& other) const {
  return other.bits >= bits && contains(other.first);
}

std::optional<IpRange> parse_ip_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<IpAddress> address = parse_unmapped(text.substr(0, slash));
  if (!address) return std::nullopt;
  const unsigned highest = address->is_v6 ? 128 : 32;
  IpRange range{*address, highest};
  if (slash != text.npos) {
    std::string_view rest = text.substr(slash + 1);
    const std::optional<unsigned> bits = take_decimal(rest, highest);
    if (!bits || !rest.empty()) return std::nullopt;
    range.bits = *bits;
  }
  if (is_mapped_v4(range.first) && range.bits >= kMappedBits) {
    range = {unmapped(range.first), range.bits - kMappedBits};
  }
  clear_host_bits(range.first, range.bits);
  return range;
}

IpRange network_of(const IpAddress& address) {
  constexpr unsigned kBits = 24;
  constexpr unsigned kBitsV6 = 48;
  IpRange network{address, address.is_v6 ? kBitsV6 : kBits};
  std::fill(network.first.bytes.begin() + network.bits / 8, network.first.bytes.end(),
            std::uint8_t{0});
  return network;
}

bool is_private(const IpAddress& address) {
  const auto& bytes = address.bytes;
  if (address.is_v6) {
    const bool is_unique_local = (bytes[0] & 0xFE) == 0xFC;
    const bool is_link_local = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
    const bool is_loopback =
        bytes[15] == 1 &&
        std::all_of(bytes.begin(), bytes.begin() + 15, [](std::uint8_t byte) { return byte == 0; });
    return is_unique_local || is_link_local || is_loopback;
  }
  return bytes[0] == 10 || bytes[0] == 127 || (bytes[0] == 100 && (bytes[1] & 0xC0) == 64) ||
         (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168) ||
         (bytes[0] == 169 && bytes[1] == 254);
}

std::string to_string(const IpRange& range) {
  return to_string(range.first) + '/' + std::to_string(range.bits);
}

std::string to_string(const IpAddress& address) {
  return address.is_v6 ? v6_to_string(address) : v4_to_string(address);
}

}  // namespace trailsift
