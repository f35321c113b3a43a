// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/address_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "trailsift/base/arena.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/ip_address.h"
#include "trailsift/io/text_file.h"
#include "trailsift/model/event_parser.h"
#include "trailsift/model/field_query.h"

namespace trailsift::cli {
namespace {

constexpr std::size_t kMaxBytes = 256U << 20;

// Where the shapes of an inventory keep their resources.
constexpr std::string_view kResourcePaths[] = {"configurationItems", "baseConfigurationItems",
                                               "Results", "resourceIdentifiers"};
constexpr std::string_view kInterface = "AWS::EC2::NetworkInterface";
constexpr std::string_view kElasticAddress = "AWS::EC2::EIP";
constexpr std::string_view kAddressPaths[] = {
    "configuration.privateIpAddress",
    "configuration.publicIp",
    "configuration.carrierIp",
    "configuration.customerOwnedIp",
    "configuration.association.publicIp",
    "configuration.association.carrierIp",
    "configuration.association.customerOwnedIp",
    "configuration.privateIpAddresses.privateIpAddress",
    "configuration.privateIpAddresses.association.publicIp",
    "configuration.privateIpAddresses.association.carrierIp",
    "configuration.privateIpAddresses.association.customerOwnedIp",
    "configuration.ipv6Address",
    "configuration.ipv6Addresses.ipv6Address",
    "configuration.ipv4Prefixes.ipv4Prefix",
    "configuration.ipv6Prefixes.ipv6Prefix",
};

std::uint32_t line_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
}

Error not_an_address(std::string_view text, SourceLocation place) {
  return {"bad-address", fmt::format("\"{}\" is no address and no block", text), std::move(place),
          "an address is such as 203.0.113.7, a block such as 203.0.113.0/24"};
}

class Addresses {
 public:
  // False when it is none.
  bool add(std::string_view text) {
    if (!parse_ip_range(text)) return false;
    if (known_.emplace(text).second) list_.emplace_back(text);
    return true;
  }

  Result<std::vector<std::string>> take(const std::string& file) {
    if (!list_.empty()) return std::move(list_);
    return Error{"no-addresses",
                 "there is no address in it",
                 {file, 0, 0},
                 "one address or block a line, or an inventory of AWS Config in JSON"};
  }

 private:
  std::set<std::string, std::less<>> known_;
  std::vector<std::string> list_;
};

Result<std::vector<std::string>> parse_list(std::string_view text, const std::string& file) {
  Addresses addresses;
  for (std::uint32_t line = 1; !text.empty(); ++line) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    const std::string_view entry = trim(whole.substr(0, whole.find('#')));
    text.remove_prefix(std::min(whole.size() + 1, text.size()));
    if (entry.empty() || addresses.add(entry)) continue;
    return not_an_address(entry, {file, line, 0});
  }
  return addresses.take(file);
}

// Takes the addresses at the end of one path.
class AddressTaker final : public ValueVisitor {
 public:
  explicit AddressTaker(Addresses& addresses) : addresses_(addresses) {}

  bool visit(const Value& value) override {
    if (value.is_null() || value.text().empty() || addresses_.add(value.text())) return true;
    refused = value;
    return false;
  }

  Value refused;

 private:
  Addresses& addresses_;
};

// Takes those of every resource.
class ResourceTaker final : public ValueVisitor {
 public:
  ResourceTaker(Addresses& addresses, Arena& arena) : addresses_(addresses), arena_(arena) {}

  bool visit(const Value& resource) override {
    const std::string_view json = resource.text();
    const Value type = first_value(json, "resourceType", arena_);
    const bool elastic = type.text() == kElasticAddress;
    if (!type.is_null() && type.text() != kInterface && !elastic) return true;
    AddressTaker taker(addresses_);
    for (const std::string_view path : kAddressPaths) for_each_value(json, path, arena_, taker);
    // All that list-discovered-resources tells; the name of an elastic address is the address.
    if (elastic) addresses_.add(first_value(json, "resourceName", arena_).text());
    refused = taker.refused;
    return refused.is_null();
  }

  Value refused;

 private:
  Addresses& addresses_;
  Arena& arena_;
};

class Inventory {
 public:
  Inventory(std::string_view text, const std::string& file)
      : file_(file), first_line_(line_of(text, text.find_first_not_of(kSpaces))) {
    json_ = trim(text);
    // What is left of an answer when only its results are asked for.
    if (json_.starts_with('[')) json_ = fmt::format("{{\"Results\":{}}}", json_);
  }

  Result<std::vector<std::string>> read() {
    if (auto problem = check_whole()) return *std::move(problem);
    Arena arena;
    Addresses addresses;
    for (const std::string_view path : kResourcePaths) {
      ResourceTaker taker(addresses, arena);
      for_each_value(json_, path, arena, taker);
      if (!taker.refused.is_null()) return bad_address(taker.refused);
    }
    return addresses.take(file_);
  }

 private:
  std::optional<Error> check_whole() {
    ParseLimits limits;
    limits.max_record_bytes = json_.size();
    const std::size_t size = json_.size();
    json_.append(kJsonPadding, ' ');
    const std::string_view text = std::string_view(json_).substr(0, size);
    Arena arena;
    Event event;
    std::size_t end = 0;
    if (parse_event(text, limits, arena, event, &end) != ParseStatus::kOk) {
      return bad_json(end, "the JSON makes no sense here, or ends too early");
    }
    const std::size_t rest = text.find_first_not_of(kSpaces, end);
    if (rest == std::string_view::npos) return std::nullopt;
    return bad_json(rest, "something stands behind the end of the JSON");
  }

  Error bad_json(std::size_t offset, std::string message) const {
    return {"bad-inventory",
            std::move(message),
            {file_, first_line_ + line_of(json_, offset) - 1, 0},
            "an inventory is one JSON document, as AWS Config gives it"};
  }

  // The line is known unless the text had escapes in it, or is in a text that is JSON itself.
  Error bad_address(const Value& value) const {
    const std::less<> before;
    const char* const begin = json_.data();
    const bool known = !before(value.data, begin) && before(value.data, begin + json_.size());
    const auto offset = static_cast<std::size_t>(known ? value.data - begin : 0);
    return not_an_address(value.text(),
                          {file_, known ? first_line_ + line_of(json_, offset) - 1 : 0, 0});
  }

  const std::string& file_;
  std::uint32_t first_line_;
  std::string json_;
};

}  // namespace

Result<std::vector<std::string>> parse_addresses(std::string_view text, const std::string& file) {
  const std::string_view content = trim(text);
  const bool is_json = content.starts_with('{') || content.starts_with('[');
  return is_json ? Inventory(text, file).read() : parse_list(text, file);
}

Result<std::vector<std::string>> read_addresses(const std::string& path) {
  const auto text = io::read_text_file(path, kMaxBytes);
  if (!text) return text.error();
  return parse_addresses(text.value(), path);
}

}  // namespace trailsift::cli
