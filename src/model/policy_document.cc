// SPDX-License-Identifier: Apache-2.0
#include "model/policy_document.h"

#include <algorithm>
#include <array>

#include "model/embedded_json.h"
#include "model/json_cursor.h"
#include "model/json_text.h"
#include "model/policy_statement.h"
#include "trailsift/base/ascii.h"

namespace trailsift::model {
namespace {

// Deeper than any request that AWS takes; bounds what an attacker may send.
constexpr int kMaxDepth = 16;

constexpr std::array<std::string_view, kPolicyGrantCount> kNames = {
    "everything",         "everything-conditional", "public",
    "public-conditional", "other-account",          "federated"};

// A word that is hidden behind escapes may be the one.
bool may_hold_policy(std::string_view text) {
  return contains(text, "tatement") || contains(text, "\\u00");
}

// The printable character that "\\u00xx" at `at` stands for, or '\0': quotes and backslashes must
// stay escaped.
char plain_character(std::string_view json, std::size_t at) {
  constexpr std::size_t kEscapeSize = 6;
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  if (json.size() - at < kEscapeSize || json.substr(at, 4) != "\\u00") return '\0';
  const std::size_t high = kHexDigits.find(to_lower(json[at + 4]));
  const std::size_t low = kHexDigits.find(to_lower(json[at + 5]));
  if (high < 2 || high > 7 || low == std::string_view::npos) return '\0';
  const char c = static_cast<char>(high * 16 + low);
  return c == '"' || c == '\\' || c == '\x7f' ? '\0' : c;
}

// The same JSON without escapes that a policy does not need, so that none hides a word in it.
std::string_view without_needless_escapes(std::string_view json, Arena& arena) {
  if (!contains(json, "\\u00")) return json;
  char* const first = arena.allocate(json.size());
  char* out = first;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char plain = json[at] == '\\' ? plain_character(json, at) : '\0';
    if (plain != '\0') {
      *out++ = plain;
      at += 5;
      continue;
    }
    *out++ = json[at];
    if (json[at] == '\\' && at + 1 < json.size()) *out++ = json[++at];
  }
  arena.shrink_last(out);
  return {first, static_cast<std::size_t>(out - first)};
}

Value plain(const Value& value, Arena& arena) {
  const std::string_view text = without_needless_escapes(value.text(), arena);
  return {text.data(), static_cast<std::uint32_t>(text.size()), value.kind};
}

class PolicySearch {
 public:
  PolicySearch(std::string_view own_account, Arena& arena)
      : own_account_(own_account), arena_(arena) {}

  void search(const Value& value, int depth) {
    if (depth == kMaxDepth || !may_hold_policy(value.text())) return;
    if (value.kind == ValueKind::kString) {
      search(plain(read_embedded_json(value.text(), arena_), arena_), depth + 1);
    } else if (value.is_container()) {
      search_members(value, depth);
    }
  }

  [[nodiscard]] PolicyFacts facts() && {
    for (std::size_t i = 0; i < kPolicyGrantCount; ++i) {
      if (granted_[i]) facts_.grants.push_back(static_cast<PolicyGrant>(i));
    }
    return std::move(facts_);
  }

 private:
  void search_members(const Value& value, int depth) {
    MemberCursor members(value.text());
    while (members.next()) {
      Value member = members.value();
      if (members.value_escaped() && may_hold_policy(member.text())) {
        member = Value::string(unescape(member.text(), arena_));
      }
      const bool is_policy = equals_ignore_case(members.key(), "Statement");
      is_policy ? read_statements(member) : search(member, depth + 1);
    }
  }

  void read_statements(const Value& value) {
    if (value.kind == ValueKind::kObject) read(read_policy_statement(value));
    if (value.kind != ValueKind::kArray) return;
    MemberCursor members(value.text());
    while (members.next()) read(read_policy_statement(members.value()));
  }

  void read(const PolicyStatement& statement) {
    if (!statement.allows) return;
    if (!statement.has_principal) {
      if (statement.any_action && statement.any_resource) {
        grant(statement.condition.is_null() ? PolicyGrant::kEverything
                                            : PolicyGrant::kEverythingConditional);
      }
      return;
    }
    if (statement.any_principal) {
      grant(narrows_principals(statement.condition) ? PolicyGrant::kPublicConditional
                                                    : PolicyGrant::kPublic);
      for_each_caller_in(statement.condition, [&](std::string_view text) { let_in(text); });
    }
    read_principal(statement.principal);
  }

  void read_principal(const Value& principal) {
    if (principal.kind != ValueKind::kObject) return;
    MemberCursor kinds(principal.text());
    while (kinds.next()) {
      if (equals_ignore_case(kinds.key(), "Federated")) grant(PolicyGrant::kFederated);
      if (!equals_ignore_case(kinds.key(), "AWS")) continue;
      for_each_text(kinds.value(), [&](std::string_view text) { let_in(text); });
    }
  }

  void let_in(std::string_view principal) {
    const std::string_view account = account_in(principal);
    const bool is_account =
        account.size() == 12 && std::all_of(account.begin(), account.end(), is_digit);
    if (!is_account || own_account_.empty() || account == own_account_) return;
    grant(PolicyGrant::kOtherAccount);
    std::vector<std::string_view>& accounts = facts_.accounts;
    if (std::find(accounts.begin(), accounts.end(), account) == accounts.end()) {
      accounts.push_back(account);
    }
  }

  void grant(PolicyGrant grant) { granted_[static_cast<std::size_t>(grant)] = true; }

  const std::string_view own_account_;
  Arena& arena_;
  std::array<bool, kPolicyGrantCount> granted_{};
  PolicyFacts facts_;
};

}  // namespace

std::string_view to_string(PolicyGrant grant) { return kNames[static_cast<std::size_t>(grant)]; }

PolicyFacts read_policies(const Value& value, std::string_view own_account, Arena& arena) {
  PolicySearch search(own_account, arena);
  search.search(plain(value, arena), 0);
  return std::move(search).facts();
}

}  // namespace trailsift::model
