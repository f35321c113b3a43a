// SPDX-License-Identifier: Apache-2.0
#include "corpus/population.h"

#include "corpus/identifiers.h"
#include "corpus/principal_table.h"
#include "corpus/random.h"
#include "corpus/text_template.h"

namespace corpus {
namespace {

struct PoolRow {
  Pool pool;
  std::uint32_t size;
  std::string_view pattern;
};

constexpr PoolRow kPools[] = {
    {Pool::kBucket, 24, "${word}-${word}-${lower:8}"},
    {Pool::kFunction, 40, "${word}-${word}-handler"},
    {Pool::kRole, 30, "${word}-${word}-role"},
    {Pool::kTable, 16, "${word}-${word}"},
    {Pool::kQueue, 14, "${word}-${word}-jobs"},
    {Pool::kTopic, 8, "${word}-${word}-notices"},
    {Pool::kLogGroup, 24, "/aws/lambda/${word}-${word}-handler"},
    {Pool::kSecret, 18, "production/${word}/${word}-${alnum:6}"},
    {Pool::kParameter, 30, "/production/${word}/${word}"},
    {Pool::kKey, 8, "${uuid}"},
    {Pool::kUser, 10, "svc-${word}-${word}"},
    {Pool::kInstance, 48, "i-0${hex:16}"},
    {Pool::kImage, 5, "ami-0${hex:16}"},
    {Pool::kSubnet, 9, "subnet-0${hex:16}"},
    {Pool::kVpc, 3, "vpc-0${hex:16}"},
    {Pool::kSecurityGroup, 24, "sg-0${hex:16}"},
    {Pool::kVolume, 64, "vol-0${hex:16}"},
    {Pool::kInterface, 60, "eni-0${hex:16}"},
    {Pool::kSnapshot, 30, "snap-0${hex:16}"},
    {Pool::kCluster, 4, "${word}-cluster"},
    {Pool::kRepository, 10, "${word}/${word}"},
    {Pool::kStack, 12, "${word}-${word}-stack"},
};

std::string account_id(std::uint32_t index) {
  // The account ids of the AWS documentation; then numbers that no one could take for real.
  constexpr std::string_view kExamples[] = {"111122223333", "444455556666", "777788889999",
                                            "123456789012"};
  if (index < std::size(kExamples)) return std::string(kExamples[index]);
  return std::to_string(100000000000ULL + index);
}

void choose_regions(Account& account, std::uint32_t index) {
  constexpr std::string_view kSecond[] = {"eu-west-1", "us-west-2", "eu-central-1"};
  account.home_regions = {"us-east-1", std::string(kSecond[index % std::size(kSecond)])};
  for (const std::string_view region :
       {"us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1", "ca-central-1"}) {
    if (region != account.home_regions[1]) account.other_regions.emplace_back(region);
  }
}

}  // namespace

Account make_account(std::string_view id, std::uint64_t seed) {
  Account account;
  account.id = id;
  account.trail = "organization-trail";
  Random random(seed);
  const Principal nobody;
  for (const PoolRow& row : kPools) {
    const TextTemplate pattern(row.pattern);
    auto& names = account.pools[static_cast<std::size_t>(row.pool)];
    for (std::uint32_t i = 0; i < row.size; ++i) {
      pattern.append_to(names.emplace_back(), Scene{random, account, nobody, "us-east-1"});
    }
  }
  return account;
}

std::vector<Account> make_accounts(std::uint32_t count, std::uint64_t seed) {
  std::vector<Account> accounts;
  for (std::uint32_t index = 0; index < count; ++index) {
    Account account = make_account(account_id(index), mix(seed, index));
    if (count > 1) account.organization = "o-example123";
    choose_regions(account, index);
    add_principals(account, mix(seed, 1'000'000 + index));
    accounts.push_back(std::move(account));
  }
  return accounts;
}

std::string_view bucket_of(const Account& account, const Principal& principal,
                           std::uint32_t focus) {
  const std::vector<std::string>& buckets = account.pool(Pool::kBucket);
  if (principal.repertoire == Repertoire::kLogDelivery) return buckets.front();
  return buckets[1 + focus % (buckets.size() - 1)];
}

std::string principal_arn(const Principal& principal, const Account& account) {
  switch (principal.caller) {
    case Caller::kUserKey:
    case Caller::kUserConsole:
      return "arn:aws:iam::" + account.id + ":user/" + principal.name;
    case Caller::kRootKey:
    case Caller::kRootConsole:
      return "arn:aws:iam::" + account.id + ":root";
    case Caller::kServiceRole:
      return "arn:aws:iam::" + account.id + ":role/aws-service-role/" + principal.session + "/" +
             principal.name;
    case Caller::kService:
    case Caller::kWebIdentity:
      return principal.name;
    case Caller::kRoleSession:
    case Caller::kConsoleRole:
    case Caller::kInstance:
      break;
  }
  return "arn:aws:iam::" + account.id + ":role/" + principal.name;
}

std::string role_id(const Principal& principal, const Account& account) {
  return unique_id("AROA", seed_of(principal.name) ^ seed_of(account.id));
}

std::string credential_at(const Principal& principal, std::int64_t time) {
  if (principal.caller == Caller::kUserKey || principal.caller == Caller::kRootKey) {
    return unique_id("AKIA", principal.seed);
  }
  const auto start = static_cast<std::uint64_t>(session_start(principal, time));
  return unique_id("ASIA", mix(principal.seed, start));
}

std::int64_t session_start(const Principal& principal, std::int64_t time) {
  const auto shift = static_cast<std::int64_t>(principal.seed % 3600);
  return (time - shift) / kHour * kHour + shift;
}

}  // namespace corpus
