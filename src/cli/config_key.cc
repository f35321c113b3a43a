// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/config_key.h"

#include "trailsift/base/ip_address.h"
#include "trailsift/cli/site_values.h"

namespace trailsift::cli {
namespace {

using Kind = ConfigKey::Kind;

bool is_network(std::string_view text) { return parse_ip_range(text).has_value(); }
bool is_not_empty(std::string_view text) { return !text.empty(); }

constexpr std::string_view kNetworks = "an address or a block such as 203.0.113.0/24";
constexpr std::string_view kBuckets = "the name of a bucket";

constexpr ConfigKey kKeys[] = {
    {"home_regions", Kind::kList, "a region such as eu-west-1", is_region_name,
     "Regions that you work in. Without it they are worked out from the logs.",
     "home_regions: [eu-central-1, eu-west-1]"},
    {"trusted_accounts", Kind::kList, "the twelve digits of an account, in quotes", is_account_id,
     "Accounts that roles and policies may let in. Without it those whose logs are scanned, if "
     "several.",
     "trusted_accounts: ['111122223333', '444455556666']"},
    {"trusted_networks", Kind::kList, kNetworks, is_network,
     "Addresses and blocks that your security groups may let in.",
     "trusted_networks: [203.0.113.0/24]"},
    {"known_ips", Kind::kList, kNetworks, is_network,
     "Addresses and blocks from which your own instances call AWS.",
     "known_ips: [198.51.100.0/28]"},
    {"known_ips_file", Kind::kAddressFiles, "a file of addresses", is_not_empty,
     "More of them: a file with one a line, or an inventory of AWS Config in JSON.",
     "known_ips_file: addresses.txt"},
    {"known_images", Kind::kList, "an image id", is_not_empty,
     "Machine images that your instances are started from.",
     "known_images: [ami-0abcdef1234567890]"},
    {"log_buckets", Kind::kList, kBuckets, is_not_empty, "Buckets that hold logs.",
     "log_buckets: [example-trail-logs]"},
    {"sensitive_buckets", Kind::kList, kBuckets, is_not_empty, "Buckets whose readers are watched.",
     "sensitive_buckets: [example-customer-data]"},
    {"admin_roles", Kind::kList, "the name of a role", is_not_empty, "Roles of administrators.",
     "admin_roles: [Administrator]"},
    {"auditors", Kind::kList, "an ARN or a name", is_not_empty,
     "Who is expected to enumerate the account and to be refused, such as a scanner.",
     "auditors: ['arn:aws:iam::111122223333:role/audit', scanner]"},
    {"business_hours", Kind::kBusinessHours, "", nullptr,
     "When people work: what they do at other times is told. Several of them are a list.",
     "business_hours:\n  zone: UTC  # or a name such as Europe/Berlin, or an offset such as "
     "+02:00\n  days: mon-fri\n  from: '08:00'\n  to: '18:00'  # earlier than `from`: past "
     "midnight"},
    {"placeholders", Kind::kPlaceholders, "a text", is_not_empty,
     "Lists for %name% in rules of your own.", "placeholders:\n  breakglass_users: [alice, bob]"},
    {"rules", Kind::kRules, "a rule file or a folder", is_not_empty,
     "Rules and filters of your own: files, and folders with *.yml files.",
     "rules: [our-rules/, our-filters.yml]"},
};

}  // namespace

std::span<const ConfigKey> config_keys() { return kKeys; }

}  // namespace trailsift::cli
