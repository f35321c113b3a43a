// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/address_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace trailsift::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> addresses_in(std::string_view text) {
  const auto addresses = parse_addresses(text, "known.txt");
  if (addresses) return addresses.value();
  return {addresses.error().to_string()};
}

TEST(AddressList, HasOneALine) {
  EXPECT_THAT(addresses_in("# offices\n203.0.113.0/24\n\n  198.51.100.7 # the VPN\r\n"
                           "2001:db8::/48\n203.0.113.0/24\n10.0.0.1"),
              ElementsAre("203.0.113.0/24", "198.51.100.7", "2001:db8::/48", "10.0.0.1"));
}

TEST(AddressList, TellsTheLineOfWhatIsNone) {
  EXPECT_THAT(addresses_in("10.0.0.1\n\n10.0.0.300\n"),
              ElementsAre(HasSubstr("known.txt:3: \"10.0.0.300\" is no address")));
  EXPECT_THAT(addresses_in("10.0.0.1 10.0.0.2\n"), ElementsAre(HasSubstr("known.txt:1: ")));
  for (const char* text : {"", "\n", "# nothing yet\n", "\r\n \t"}) {
    EXPECT_THAT(addresses_in(text), ElementsAre(HasSubstr("known.txt: there is no address in it")));
  }
}

constexpr std::string_view kInterface = R"({
  "resourceType": "AWS::EC2::NetworkInterface",
  "resourceId": "eni-0a1b2c3d4e5f60718",
  "configuration": {
    "association": {"ipOwnerId": "amazon", "publicIp": "203.0.113.10"},
    "ipv6Addresses": [{"ipv6Address": "2001:db8::10"}],
    "privateIpAddress": "10.0.1.10",
    "privateIpAddresses": [
      {"primary": true, "privateIpAddress": "10.0.1.10", "association": {"publicIp": "203.0.113.10"}},
      {"primary": false, "privateIpAddress": "10.0.1.11", "association": null}
    ],
    "ipv4Prefixes": [{"ipv4Prefix": "10.0.2.0/28"}]
  }
})";

TEST(AddressInventory, IsAConfigurationSnapshot) {
  const std::string json =
      R"({"fileVersion": "1.0", "configurationItems": [)" + std::string(kInterface) + R"(,
      {"resourceType": "AWS::EC2::EIP", "resourceId": "eipalloc-1",
       "configuration": {"publicIp": "198.51.100.20", "privateIpAddress": "10.0.1.12"}},
      {"resourceType": "AWS::EC2::Instance", "configuration": {"privateIpAddress": "10.9.9.9"}},
      {"resourceType": "AWS::EC2::EIP", "configurationItemStatus": "ResourceDeleted",
       "configuration": null}]})";
  EXPECT_THAT(addresses_in(json),
              ElementsAre("10.0.1.10", "203.0.113.10", "10.0.1.11", "2001:db8::10", "10.0.2.0/28",
                          "10.0.1.12", "198.51.100.20"));
}

TEST(AddressInventory, IsAHistoryWhoseConfigurationIsText) {
  for (const char* key : {"configurationItems", "baseConfigurationItems"}) {
    EXPECT_THAT(addresses_in("\n{\"" + std::string(key) +
                             R"(": [{"resourceType": "AWS::EC2::EIP", "configuration":
                     "{\"publicIp\":\"198.51.100.20\",\"privateIpAddress\":null}"}]})"),
                ElementsAre("198.51.100.20"));
  }
}

TEST(AddressInventory, IsTheAnswerToAQuery) {
  constexpr std::string_view kResults =
      R"(["{\"resourceType\":\"AWS::EC2::EIP\",\"configuration\":{\"publicIp\":\"198.51.100.20\"}}",
          "{\"configuration\":{\"association\":{\"publicIp\":\"203.0.113.10\"}}}",
          "{\"resourceType\":\"AWS::EC2::Subnet\",\"configuration\":{\"publicIp\":\"203.0.113.99\"}}"])";
  EXPECT_THAT(addresses_in("{\"QueryInfo\": {}, \"Results\": " + std::string(kResults) + "}"),
              ElementsAre("198.51.100.20", "203.0.113.10"));
  EXPECT_THAT(addresses_in(kResults), ElementsAre("198.51.100.20", "203.0.113.10"));
}

TEST(AddressInventory, IsAListOfElasticAddresses) {
  EXPECT_THAT(addresses_in(R"({"resourceIdentifiers": [
                {"resourceType": "AWS::EC2::EIP", "resourceId": "eipalloc-1",
                 "resourceName": "198.51.100.20"},
                {"resourceType": "AWS::EC2::EIP", "resourceId": "eipalloc-2",
                 "resourceName": "gateway"}]})"),
              ElementsAre("198.51.100.20"));
}

TEST(AddressInventory, TellsTheLineOfWhatIsWrong) {
  const struct {
    const char* json;
    const char* begins;
  } cases[] = {
      {"{\"configurationItems\": [\n{},\n", "known.txt:2: the JSON makes no sense here"},
      {"\n\n{\"a\": 1}\n{\"b\": 2}", "known.txt:4: something stands behind"},
      {"[\n1,\n", "known.txt:"},
      {"{\"configurationItems\": [\n{\"resourceType\": \"AWS::EC2::EIP\",\n"
       "\"configuration\": {\"publicIp\": \"none\"}}]}",
       "known.txt:3: \"none\" is no address"},
      {"{\"Results\": [\"{\\\"configuration\\\":{\\\"publicIp\\\":\\\"none\\\"}}\"]}",
       "known.txt: \"none\" is no address"},
      {"{\"configurationItems\": [{\"resourceType\": \"AWS::EC2::EIP\"}]}",
       "known.txt: there is no address in it"},
      {"{}", "known.txt: there is no address in it"},
  };
  for (const auto& [json, begins] : cases) {
    EXPECT_THAT(addresses_in(json), ElementsAre(::testing::StartsWith(begins))) << json;
  }
}

TEST(ReadAddresses, NamesTheFile) {
  const testing::TempFolder folder;
  EXPECT_EQ(read_addresses(folder.file("none.txt")).error().location.file, folder.file("none.txt"));
  EXPECT_TRUE(read_addresses(folder.write("some.txt", "10.0.0.1\n")));
}

}  // namespace
}  // namespace trailsift::cli
