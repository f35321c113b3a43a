// SPDX-License-Identifier: Apache-2.0
#include "detect/responder_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "detect/arn.h"
#include "detect/value_text.h"
#include "trailsift/model/aws_names.h"

namespace trailsift::detect {
namespace {

enum class ActorKind : std::uint8_t {
  kUnknown,
  kUser,
  kRoot,
  kRole,
  kIdentityCenterRole,
  kServiceLinkedRole,
  kFederatedUser,
  kIdentityCenterUser,
  kService,
  kAccount,
  kAnonymous,
};

struct Principal {
  ActorKind kind = ActorKind::kUnknown;
  std::string_view account;  // that it belongs to; empty where the text does not say
  std::string_view name;  // of the user or role, the id of an account or user, or all of the text
};

// What is behind `prefix`, or nothing where the text does not begin with it.
std::string_view behind(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view{};
}

// IAM user guide, "IAM roles", "Service-linked roles".
ActorKind role_kind(std::string_view name) {
  if (name.starts_with(kIdentityCenterRolePrefix)) return ActorKind::kIdentityCenterRole;
  if (name.starts_with("AWSServiceRoleFor")) return ActorKind::kServiceLinkedRole;
  return ActorKind::kRole;
}

// "arn:aws:iam::111122223333:role/path/name"
Principal principal_of_arn(std::string_view arn) {
  const auto parts = read_arn(arn);
  if (!parts) return {ActorKind::kUnknown, {}, arn};
  const auto& [account, resource] = *parts;
  const std::string_view name = resource.substr(resource.rfind('/') + 1);
  if (resource.starts_with("user/")) return {ActorKind::kUser, account, name};
  if (resource.starts_with("role/")) return {role_kind(name), account, name};
  if (resource.starts_with("federated-user/")) return {ActorKind::kFederatedUser, account, name};
  return {ActorKind::kUnknown, account, arn};
}

// Of a derived.actor; docs/fields.md has its forms.
Principal principal_of(std::string_view actor) {
  if (actor.starts_with("arn:")) return principal_of_arn(actor);
  if (const auto account = behind(actor, "root:"); !account.empty())
    return {ActorKind::kRoot, account, "root"};
  if (const auto account = behind(actor, "account:"); !account.empty())
    return {ActorKind::kAccount, account, account};
  if (const auto user = behind(actor, "identity-center:"); !user.empty())
    return {ActorKind::kIdentityCenterUser, {}, user};
  if (actor == "anonymous") return {ActorKind::kAnonymous, {}, actor};
  if (actor.ends_with(kServiceSuffix)) return {ActorKind::kService, {}, actor};
  return {ActorKind::kUnknown, {}, actor};
}

std::string word(std::string_view value) { return shell_word(bounded_value(value)); }

// A policy that refuses what was signed in to before it is put there. The shell fills in the
// present time.
constexpr std::string_view kDenyOlderSessions =
    R"(--policy-name RevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":)"
    R"([{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":)"
    R"({"aws:TokenIssueTime":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'"}}}]}')";

// An inactive key does not end the sessions that it began: IAM user guide, "Disabling permissions
// for temporary security credentials".
std::string stop_user_session(const std::string& user) {
  return fmt::format(
      "end the open sessions of user {0} by a policy that denies everything where "
      "aws:TokenIssueTime is before now, and make its keys inactive, which alone does not end "
      "sessions: aws iam put-user-policy --user-name {0} {1}; "
      "aws iam list-access-keys --user-name {0}",
      user, kDenyOlderSessions);
}

std::string stop_user(std::string_view name, std::string_view credential) {
  const std::string user = word(name);
  if (credential.starts_with(kTemporaryKeyPrefix)) return stop_user_session(user);
  if (credential.starts_with(kLongTermKeyPrefix)) {
    return fmt::format(
        "aws iam update-access-key --user-name {} --access-key-id {} --status Inactive", user,
        word(credential));
  }
  return fmt::format(
      "the log does not name the key; make inactive those of user {0}: "
      "aws iam list-access-keys --user-name {0}",
      user);
}

std::string stop_root(std::string_view account, std::string_view credential) {
  const std::string id = word(account);
  if (credential.starts_with(kLongTermKeyPrefix)) {
    return fmt::format(
        "sign in as root of account {} and delete access key {} under Security "
        "credentials",
        id, word(credential));
  }
  return fmt::format(
      "sign in as root of account {}, change its password and delete its access keys under "
      "Security credentials; open sessions of root cannot be revoked, but a service control policy "
      "that denies everything to root stops them in a member account of an organization",
      id);
}

std::string stop_role(std::string_view name) {
  return fmt::format(
      "end the open sessions of role {0} by a policy that denies everything where "
      "aws:TokenIssueTime is before now: aws iam put-role-policy --role-name {0} {1}",
      word(name), kDenyOlderSessions);
}

std::string stop_identity_center_role(const Principal& role, const Actor& actor) {
  const bool has_session = actor.session && !actor.session->empty();
  return fmt::format(
      "disable {} in IAM Identity Center and end the sessions there; role {} cannot be edited in "
      "IAM, but an inline policy of its permission set that denies everything where "
      "aws:TokenIssueTime is before now ends what is still open",
      has_session ? "user " + word(*actor.session) : "the user", word(role.name));
}

std::string stop_principal(const Principal& principal, const Actor& actor) {
  const std::string name = word(principal.name);
  switch (principal.kind) {
    case ActorKind::kUser:
      return stop_user(principal.name, actor.credential);
    case ActorKind::kRoot:
      return stop_root(principal.account, actor.credential);
    case ActorKind::kRole:
      return stop_role(principal.name);
    case ActorKind::kIdentityCenterRole:
      return stop_identity_center_role(principal, actor);
    case ActorKind::kServiceLinkedRole:
      return fmt::format(
          "role {} belongs to an AWS service and cannot be edited; stop what the "
          "service was set to do",
          name);
    case ActorKind::kFederatedUser:
      return fmt::format(
          "the session {} came from GetFederationToken; put on the user who asked "
          "for it a policy that denies everything where aws:TokenIssueTime is "
          "before now",
          name);
    case ActorKind::kIdentityCenterUser:
      return fmt::format(
          "disable the user with id {} in IAM Identity Center and end its sessions "
          "there",
          name);
    case ActorKind::kService:
      return fmt::format(
          "{} called by itself and has no credential to take away; stop what it was "
          "set to do",
          name);
    case ActorKind::kAccount:
      return fmt::format(
          "it belongs to account {}, which alone can take it away; take that "
          "account out of the policies that let it in",
          name);
    case ActorKind::kAnonymous:
      return "the calls were not signed, so that there is nothing to take away; close the resource "
             "to the public";
    case ActorKind::kUnknown:
      break;
  }
  return "the log names neither a user nor a role that it belongs to; find out who signed in and "
         "end the session there";
}

bool is_of_other_account(const Principal& principal, const Finding& finding) {
  return principal.kind != ActorKind::kAccount && !principal.account.empty() &&
         !finding.account_id.empty() && principal.account != finding.account_id;
}

}  // namespace

std::string stop_credential(const Finding& finding) {
  const Principal principal = principal_of(finding.actor.arn);
  std::string text = stop_principal(principal, finding.actor);
  if (!is_of_other_account(principal, finding)) return text;
  return fmt::format(
      "in account {} (if it is not yours, take it out of the policies that let it in instead): {}",
      word(principal.account), text);
}

std::string region_option(const Finding& finding) {
  if (finding.regions.empty()) return "--region REGION";
  constexpr std::size_t kNamed = 4;
  const std::size_t count = finding.regions.size();
  std::string text = "--region " + word(finding.regions.front());
  if (count == 1) return text;
  for (std::size_t i = 1; i < std::min(kNamed, count); ++i) {
    text += (i == 1 ? " (likewise in " : ", ") + word(finding.regions[i]);
  }
  return text + (count > kNamed ? fmt::format(" +{} more)", count - kNamed) : ")");
}

std::string credential_lookup(const Finding& finding) {
  if (finding.actor.credential.empty()) return "";
  return fmt::format(
      "aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue={} "
      "{}",
      word(finding.actor.credential), region_option(finding));
}

std::string actor_owner(const Finding& finding) {
  const Principal principal = principal_of(finding.actor.arn);
  const std::string name = word(principal.name);
  switch (principal.kind) {
    case ActorKind::kAnonymous:
      return "";
    case ActorKind::kRoot:
      return fmt::format("the owners of the root mailbox of account {}", word(principal.account));
    case ActorKind::kAccount:
      return fmt::format("the owners of account {}", name);
    case ActorKind::kService:
      return fmt::format("whoever set {} to work", name);
    case ActorKind::kIdentityCenterUser:
      return fmt::format("the user with id {} in IAM Identity Center", name);
    case ActorKind::kIdentityCenterRole:
      if (finding.actor.session && !finding.actor.session->empty())
        return word(*finding.actor.session);
      break;
    default:
      break;
  }
  return principal.name.empty() ? "" : "the owner of " + name;
}

}  // namespace trailsift::detect
