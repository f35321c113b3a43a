// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/policy_document.h"
#include "tests/fuzz/target.h"
#include "trailsift/base/ascii.h"

namespace trailsift::fuzz {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOwnAccount = "111122223333";

// Grants and accounts, each behind a blank. The value has memory of its own, so that the address
// sanitizer sees every byte too many.
std::string facts_in(std::string_view text, ValueKind kind) {
  const std::vector<char> bytes(text.begin(), text.end());
  const Value value = {bytes.data(), static_cast<std::uint32_t>(bytes.size()), kind};
  Arena arena;
  const model::PolicyFacts facts = model::read_policies(value, kOwnAccount, arena);
  EXPECT_TRUE(std::is_sorted(facts.grants.begin(), facts.grants.end(), std::less_equal<>()));
  std::string shown;
  for (const model::PolicyGrant grant : facts.grants) {
    shown.append(" ").append(model::to_string(grant));
  }
  for (const std::string_view account : facts.accounts) {
    EXPECT_NE(account, kOwnAccount);
    EXPECT_EQ(std::count(facts.accounts.begin(), facts.accounts.end(), account), 1) << account;
    shown.append(" ").append(account);
  }
  return shown;
}

// As AWS does it: all but letters and digits.
std::string url_encoded(std::string_view text) {
  static const char* const kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z')) {
      encoded += c;
    } else {
      encoded.append({'%', kDigits[byte >> 4], kDigits[byte & 15]});
    }
  }
  return encoded;
}

}  // namespace

void run_policy(std::string_view bytes) {
  (void)facts_in(bytes, ValueKind::kArray);
  (void)facts_in(bytes, ValueKind::kString);
  const std::string as_it_stands = facts_in(bytes, ValueKind::kObject);
  const Json document = Json::parse(bytes, nullptr, false);
  if (!document.is_object()) return;
  const std::string text = document.dump();
  const std::string facts = facts_in(Json{{"p", document}}.dump(), ValueKind::kObject);
  EXPECT_EQ(facts_in(Json{{"p", text}}.dump(), ValueKind::kObject), facts) << "as a text";
  EXPECT_EQ(facts_in(Json{{"p", url_encoded(text)}}.dump(), ValueKind::kObject), facts)
      << "URL-encoded";
  EXPECT_EQ(facts_in(text, ValueKind::kObject), as_it_stands) << "written anew";
}

std::vector<std::string> policy_seeds() {
  return {
      R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})",
      R"({"Statement":{"Effect":"Allow","NotAction":"iam:*","NotResource":["a","b"]}})",
      R"({"a":[{"Statement":{"Effect":"Allow","Action":["s3:Get*","*:*"],"Resource":["*"]}}]})",
      R"({"Statement":[{"Effect":"Deny","Principal":"*"},{"Effect":"Allow","Principal":"*"}]})",
      R"({"Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::444455556666:root","*"]}}]})",
      R"({"Statement":[{"Effect":"Allow","Principal":{"Federated":"accounts.google.com"}}]})",
      R"({"Statement":[{"effect":"Allow","notPrincipal":{"aws":"111122223333"}}]})",
      R"({"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"StringEquals":)"
      R"({"aws:PrincipalAccount":["444455556666"],"aws:PrincipalOrgID":"o-1"}}}]})",
      R"({"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"ForAnyValue:StringLike":)"
      R"({"aws:SourceArn":"arn:aws:s3:::*"},"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]})",
      R"({"p":"{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\\u002a\",\"Resource\":\"*\"}}"})",
      R"({"p":"%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%22*%22%7D%7D"})",
  };
}

}  // namespace trailsift::fuzz
