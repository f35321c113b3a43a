// SPDX-License-Identifier: Apache-2.0
#include "model/policy_statement.h"

#include <algorithm>
#include <array>

#include "model/json_cursor.h"
#include "trailsift/base/ascii.h"

namespace trailsift::model {
namespace {

// Condition keys that tell who calls or where from, IAM user guide, "AWS global condition context
// keys", and those of single services with the same effect.
constexpr std::array<std::string_view, 17> kCallerKeys = {
    "aws:PrincipalAccount",     "aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths",
    "aws:SourceAccount",        "aws:SourceArn",    "aws:SourceIp",       "aws:SourceOrgID",
    "aws:SourceOrgPaths",       "aws:SourceOwner",  "aws:SourceVpc",      "aws:SourceVpce",
    "aws:VpcSourceIp",          "aws:userid",       "aws:username",       "kms:CallerAccount",
    "s3:DataAccessPointAccount"};

// Those whose values name accounts.
constexpr std::array<std::string_view, 6> kAccountKeys = {
    "aws:PrincipalAccount", "aws:PrincipalArn", "aws:SourceAccount",
    "aws:SourceArn",        "aws:SourceOwner",  "kms:CallerAccount"};

bool is_all(std::string_view text) {
  return !text.empty() && text.find_first_not_of("*:") == std::string_view::npos;
}

template <typename Names>
bool holds(const Names& names, std::string_view text) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return equals_ignore_case(name, text); });
}

bool has_text(const Value& value, bool (*wanted)(std::string_view)) {
  bool found = false;
  for_each_text(value, [&](std::string_view text) { found = found || wanted(text); });
  return found;
}

// "ForAllValues:" and "…IfExists" hold where the key is missing; "…Not…" lets the others in.
bool can_narrow(std::string_view condition_operator) {
  return !starts_with_ignore_case(condition_operator, "ForAllValues") &&
         !ends_with_ignore_case(condition_operator, "IfExists") &&
         !contains_ignore_case(condition_operator, "Not") &&
         !equals_ignore_case(condition_operator, "Null");
}

// A value that every caller meets: "*", all addresses, or an ARN of any account.
bool is_met_by_all(std::string_view text) {
  if (is_all(text) || text == "0.0.0.0/0" || text == "::/0") return true;
  return text.starts_with("arn:") && account_in(text) == "*";
}

// Calls `visit(key, values)` for each comparison that may narrow.
template <typename Visit>
void for_each_comparison(const Value& condition, const Visit& visit) {
  MemberCursor operators(condition.text());
  while (operators.next()) {
    if (operators.value().kind != ValueKind::kObject || !can_narrow(operators.key())) continue;
    MemberCursor keys(operators.value().text());
    while (keys.next()) visit(keys.key(), keys.value());
  }
}

bool names_everyone(const Value& principal) {
  if (principal.kind != ValueKind::kObject) return has_text(principal, is_all);
  bool everyone = false;
  MemberCursor kinds(principal.text());
  while (kinds.next()) {
    const bool accounts = equals_ignore_case(kinds.key(), "AWS") || kinds.key() == "*";
    everyone = everyone || (accounts && has_text(kinds.value(), is_all));
  }
  return everyone;
}

void read_member(std::string_view key, const Value& value, PolicyStatement& statement) {
  const auto is = [&](std::string_view name) { return equals_ignore_case(key, name); };
  if (is("Effect")) statement.allows = equals_ignore_case(value.text(), "Allow");
  if (is("Action")) statement.any_action |= has_text(value, is_all);
  if (is("NotAction")) statement.any_action = true;
  if (is("Resource")) statement.any_resource |= has_text(value, is_all);
  if (is("NotResource")) statement.any_resource = true;
  if (is("Condition")) statement.condition = value;
  if (is("Principal")) statement.principal = value;
  if (is("NotPrincipal")) statement.any_principal = true;
}

}  // namespace

PolicyStatement read_policy_statement(const Value& object) {
  PolicyStatement statement;
  MemberCursor members(object.text());
  while (members.next()) read_member(members.key(), members.value(), statement);
  if (names_everyone(statement.principal)) statement.any_principal = true;
  statement.has_principal =
      statement.any_principal || statement.principal.kind != ValueKind::kMissing;
  return statement;
}

void for_each_text(const Value& value, const std::function<void(std::string_view)>& visit) {
  if (value.kind == ValueKind::kString) visit(value.text());
  if (value.kind != ValueKind::kArray) return;
  MemberCursor members(value.text());
  while (members.next()) {
    if (members.value().kind == ValueKind::kString) visit(members.value().text());
  }
}

bool narrows_principals(const Value& condition) {
  bool narrows = false;
  for_each_comparison(condition, [&](std::string_view key, const Value& values) {
    narrows = narrows || (holds(kCallerKeys, key) && !has_text(values, is_met_by_all));
  });
  return narrows;
}

void for_each_caller_in(const Value& condition,
                        const std::function<void(std::string_view)>& visit) {
  for_each_comparison(condition, [&](std::string_view key, const Value& values) {
    if (holds(kAccountKeys, key)) for_each_text(values, visit);
  });
}

// "arn:partition:service:region:account:resource", IAM user guide, "Amazon resource names".
std::string_view account_in(std::string_view principal) {
  if (!principal.starts_with("arn:")) {
    const bool is_account =
        principal.size() == 12 && std::all_of(principal.begin(), principal.end(), is_digit);
    return is_account ? principal : std::string_view();
  }
  std::size_t begin = 0;
  for (int part = 0; part < 4; ++part) {
    begin = principal.find(':', begin);
    if (begin == std::string_view::npos) return {};
    ++begin;
  }
  return principal.substr(begin, principal.find(':', begin) - begin);
}

}  // namespace trailsift::model
