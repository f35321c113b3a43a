// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/repertoire.h"

namespace corpus {

// Kinds of resource that records name. An account owns a fixed pool of each.
enum class Pool : std::uint8_t {
  kBucket,
  kFunction,
  kRole,
  kTable,
  kQueue,
  kTopic,
  kLogGroup,
  kSecret,
  kParameter,
  kKey,
  kUser,
  kInstance,
  kImage,
  kSubnet,
  kVpc,
  kSecurityGroup,
  kVolume,
  kInterface,
  kSnapshot,
  kCluster,
  kRepository,
  kStack,
  kCount
};

// How a principal's credential shows in userIdentity.
enum class Caller : std::uint8_t {
  kUserKey,      // IAMUser with a long-term key
  kUserConsole,  // IAMUser signed in to the console with MFA
  kRoleSession,  // AssumedRole of a person, a pipeline or a container task
  kConsoleRole,  // AssumedRole of a person signed in to the console
  kInstance,     // AssumedRole with an instance's credentials
  kWebIdentity,  // WebIdentityUser: a pipeline that shows its provider's token
  kServiceRole,  // AssumedRole of a service-linked role, invoked by the service
  kService,      // AWSService
  kRootKey,      // Root with an access key
  kRootConsole,  // Root signed in to the console
};

struct Principal {
  Caller caller = Caller::kUserKey;
  Repertoire repertoire = Repertoire::kDeveloper;
  std::string name;     // user name, role name, or the service's DNS name
  std::string session;  // role session name; the service's DNS name for a service-linked role
  std::string address;
  std::string agent;
  std::uint64_t seed = 0;          // decides its unique ids
  std::uint32_t home_weight = 0;   // share of activity in home regions
  std::uint32_t other_weight = 0;  // share of activity elsewhere
  bool keeps_hours = false;        // active in business hours alone
};

// An AWS account with what it owns and who acts in it. Immutable once made, so threads share it.
struct Account {
  std::string id;
  std::string organization;  // empty, or the folder above the account's
  std::array<std::vector<std::string>, static_cast<std::size_t>(Pool::kCount)> pools;
  std::vector<std::string> home_regions;   // first the main one
  std::vector<std::string> other_regions;  // enabled, but used by AWS services and the auditor only
  std::string trail;
  std::vector<Principal> principals;

  [[nodiscard]] const std::vector<std::string>& pool(Pool kind) const {
    return pools[static_cast<std::size_t>(kind)];
  }
};

// Accounts with numbers, names, ids and addresses that are plainly invented: example account ids,
// and addresses from private and benchmarking ranges. The same for the same arguments.
[[nodiscard]] std::vector<Account> make_accounts(std::uint32_t count, std::uint64_t seed);

// An account's resources, without principals; for a caller who brings its own.
[[nodiscard]] Account make_account(std::string_view id, std::uint64_t seed);

// The bucket that a run of calls with this focus is about. One bucket of an account receives its
// logs and nothing else, and its deliveries go to no other.
[[nodiscard]] std::string_view bucket_of(const Account& account, const Principal& principal,
                                         std::uint32_t focus);

// The ARN that stands for the principal: the user's, the role's, or the account root's.
[[nodiscard]] std::string principal_arn(const Principal& principal, const Account& account);

// The "AROA…" of the principal's role, which every session of the role shares.
[[nodiscard]] std::string role_id(const Principal& principal, const Account& account);

// The access key that the principal uses at `time`: fixed for users' keys and root's, and a new
// temporary one every hour for sessions.
[[nodiscard]] std::string credential_at(const Principal& principal, std::int64_t time);

// A session's start: the top of the hour, shifted per principal.
[[nodiscard]] std::int64_t session_start(const Principal& principal, std::int64_t time);

}  // namespace corpus
