// SPDX-License-Identifier: Apache-2.0
#include "trailsift/base/ip_address.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

std::string read_and_write(std::string_view text) {
  const std::optional<IpAddress> address = parse_ip_address(text);
  return address ? to_string(*address) : "-";
}

TEST(ParseIpAddress, ReadsEveryUsualForm) {
  struct Case {
    std::string_view text;
    std::string_view canonical;
  };
  const Case cases[] = {
      {"0.0.0.0", "0.0.0.0"},
      {"203.0.113.7", "203.0.113.7"},
      {"255.255.255.255", "255.255.255.255"},
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"2001:DB8::A", "2001:db8::a"},
      {"2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"},
      {"1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"},
      {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
      {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"},
      {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
      {"::ffff:1.2.3.4", "1.2.3.4"},
      {"::FFFF:102:304", "1.2.3.4"},
      // RFC 5952, section 4.2.3: the longest run is shortened, the first of two equal ones.
      {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
      {"0:0:1:0:0:0:0:0", "0:0:1::"},
  };
  for (const Case& one : cases) EXPECT_EQ(read_and_write(one.text), one.canonical) << one.text;
}

TEST(ParseIpAddress, RefusesEverythingElse) {
  for (const std::string_view bad : {"",
                                     "1",
                                     "1.2.3",
                                     "1.2.3.4.5",
                                     "256.1.1.1",
                                     "1.2.3.4 ",
                                     " 1.2.3.4",
                                     "035.249.253.232",
                                     "1.2.3.04",
                                     "1..2.3",
                                     ".1.2.3",
                                     "1.2.3.",
                                     "1.2.3.x",
                                     "0x1.2.3.4",
                                     "1.2.3.4444",
                                     "cloudtrail.amazonaws.com",
                                     "AWS Internal",
                                     ":",
                                     ":::",
                                     "1:::2",
                                     "1::2::3",
                                     ":1:2:3:4:5:6:7",
                                     "1:2:3:4:5:6:7:",
                                     "1:2:3:4:5:6:7:8:9",
                                     "1:2:3:4:5:6:7",
                                     "::1:2:3:4:5:6:7:8",
                                     "12345::",
                                     "g::",
                                     "fe80::1%eth0",
                                     "[::1]",
                                     "::1.2.3",
                                     "1.2.3.4::",
                                     "::1.2.3.4:5",
                                     "1:2:3:4:5:6:7:1.2.3.4",
                                     "::1/64",
                                     "1.2.3.4:80"}) {
    EXPECT_EQ(read_and_write(bad), "-") << bad;
  }
}

std::string read_and_write_range(std::string_view text) {
  const std::optional<IpRange> range = parse_ip_range(text);
  return range ? to_string(*range) : "-";
}

TEST(ParseIpRange, ClearsHostBits) {
  struct Case {
    std::string_view text;
    std::string_view canonical;
  };
  const Case cases[] = {
      {"10.0.0.0/8", "10.0.0.0/8"},
      {"203.0.113.7/24", "203.0.113.0/24"},
      {"203.0.113.255/25", "203.0.113.128/25"},
      {"203.0.113.7", "203.0.113.7/32"},
      {"1.2.3.4/0", "0.0.0.0/0"},
      {"2001:db8:1:2::/48", "2001:db8:1::/48"},
      {"2001:db8::ffff/127", "2001:db8::fffe/127"},
      {"::1", "::1/128"},
      {"::/0", "::/0"},
      {"::ffff:10.1.2.3/104", "10.0.0.0/8"},
      {"::ffff:10.1.2.3", "10.1.2.3/32"},
      {"::ffff:10.1.2.3/80", "::/80"},
  };
  for (const Case& one : cases)
    EXPECT_EQ(read_and_write_range(one.text), one.canonical) << one.text;
}

TEST(ParseIpRange, RefusesEverythingElse) {
  for (const std::string_view bad :
       {"", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/+8",
        "10.0.0.0/8 ", "10.0.0.0/8/8", "10.0.0/8", "::/129", "::/1000", "10.0.0.0/255.0.0.0"}) {
    EXPECT_EQ(read_and_write_range(bad), "-") << bad;
  }
}

TEST(IpRange, ContainsTheAddressesOfItsNetwork) {
  struct Case {
    std::string_view range;
    std::string_view address;
    bool inside;
  };
  const Case cases[] = {
      {"10.0.0.0/8", "10.255.255.255", true},
      {"10.0.0.0/8", "11.0.0.0", false},
      {"10.0.0.0/9", "10.128.0.0", false},
      {"10.128.0.0/9", "10.200.0.1", true},
      {"0.0.0.0/0", "255.255.255.255", true},
      {"0.0.0.0/0", "::1", false},
      {"::/0", "1.2.3.4", false},
      {"::/0", "ffff::", true},
      {"2001:db8::/33", "2001:db8:7fff::1", true},
      {"2001:db8::/33", "2001:db8:8000::1", false},
      {"10.0.0.1", "10.0.0.1", true},
      {"10.0.0.1", "10.0.0.2", false},
      {"10.0.0.0/8", "::ffff:10.1.1.1", true},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(parse_ip_range(one.range)->contains(*parse_ip_address(one.address)), one.inside)
        << one.range << ' ' << one.address;
  }
}

TEST(IpRange, ContainsSmallerRanges) {
  const auto contains = [](std::string_view outer, std::string_view inner) {
    return parse_ip_range(outer)->contains(*parse_ip_range(inner));
  };
  EXPECT_TRUE(contains("10.0.0.0/8", "10.1.0.0/16"));
  EXPECT_TRUE(contains("10.0.0.0/8", "10.0.0.0/8"));
  EXPECT_FALSE(contains("10.0.0.0/8", "10.0.0.0/7"));
  EXPECT_FALSE(contains("10.0.0.0/8", "11.0.0.0/16"));
  EXPECT_FALSE(contains("0.0.0.0/0", "::/0"));
  EXPECT_TRUE(contains("::/0", "2001:db8::/32"));
}

TEST(IpAddress, PrivateOnesMeanSomebodyElseInEveryNetwork) {
  for (const char* const text :
       {"10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "::1", "fc00::1", "fdff::1", "fe80::1", "febf::1"}) {
    EXPECT_TRUE(is_private(*parse_ip_address(text))) << text;
  }
  for (const char* const text :
       {"9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.0",
        "192.167.0.1", "203.0.113.7", "::2", "2001:db8::1", "fec0::1", "fe7f::1"}) {
    EXPECT_FALSE(is_private(*parse_ip_address(text))) << text;
  }
}

}  // namespace
}  // namespace trailsift
