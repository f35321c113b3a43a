// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/derived.h"

#include <cstring>
#include <string>
#include <vector>

#include "model/call_name.h"
#include "model/policy_document.h"
#include "model/user_agent.h"
#include "trailsift/base/ascii.h"
#include "trailsift/base/ip_address.h"
#include "trailsift/model/aws_names.h"
#include "trailsift/model/field_query.h"

namespace trailsift {
namespace {

std::string_view concat(Arena& arena, std::string_view first, std::string_view second,
                        std::string_view third = {}) {
  const std::size_t size = first.size() + second.size() + third.size();
  char* const text = arena.allocate(size);
  char* out = text;
  for (const std::string_view part : {first, second, third}) {
    if (!part.empty()) std::memcpy(out, part.data(), part.size());
    out += part.size();
  }
  return {text, size};
}

void set(Event& event, Field field, std::string_view text) {
  if (!text.empty()) event[field] = Value::string(text);
}

std::string_view session_issuer(const Event& event, std::string_view part, Arena& arena) {
  const Value& context = event[Field::kIdentitySessionContext];
  if (context.kind != ValueKind::kObject) return {};
  return first_value(context.text(), part, arena).text();
}

// ---- for routing ----

// ConsoleLogin and the other sign-in events say by fields of their own how they ended: the one
// named after the event in responseElements or serviceEventDetails.
Outcome sign_in_outcome(const Event& event) {
  Arena arena(256);
  for (const Field field : {Field::kResponseElements, Field::kServiceEventDetails}) {
    if (event[field].kind != ValueKind::kObject) continue;
    const Value result = first_value(event[field].text(), event.text(Field::kEventName), arena);
    if (result.kind == ValueKind::kMissing) continue;
    if (equals_ignore_case(result.text(), "Failure")) return Outcome::kUnauthenticated;
    return Outcome::kSuccess;
  }
  return event.text(Field::kErrorMessage).empty() ? Outcome::kSuccess : Outcome::kUnauthenticated;
}

Outcome outcome_of(const Event& event) {
  const std::string_view code = event.text(Field::kErrorCode);
  if (!code.empty()) return classify_error(code);
  if (event.text(Field::kEventSource) == "signin.amazonaws.com") return sign_in_outcome(event);
  return Outcome::kSuccess;
}

// CloudTrail user guide, "CloudTrail record contents", sourceIPAddress: a service's DNS name, or
// "AWS Internal/#" for what AWS itself began; a bare "AWS Internal" is the console's proxy.
bool is_service_call(const Event& event) {
  if (!event.text(Field::kIdentityInvokedBy).empty()) return true;
  if (event.text(Field::kIdentityType) == "AWSService") return true;
  const std::string_view address = event.text(Field::kSourceIPAddress);
  return address.ends_with(kServiceSuffix) || address.starts_with("AWS Internal/");
}

Value account_of(const Event& event) {
  const Value& recipient = event[Field::kRecipientAccountId];
  if (!recipient.text().empty() && recipient.kind == ValueKind::kString) return recipient;
  const Value& caller = event[Field::kIdentityAccountId];
  if (!caller.text().empty() && caller.kind == ValueKind::kString) return caller;
  const Value& context = event[Field::kIdentitySessionContext];
  if (context.kind != ValueKind::kObject) return Value{};
  Arena arena(256);  // an account id has no escapes, so that nothing of it is in here
  const Value issuer = first_value(context.text(), "sessionIssuer.accountId", arena);
  const bool in_record = issuer.text().data() >= context.text().data() &&
                         issuer.text().data() < context.text().data() + context.size;
  return in_record && !issuer.text().empty() ? issuer : Value{};
}

// ---- the actor ----

// "arn:aws:sts::111122223333:assumed-role/Admin/session" -> "arn:aws:iam::111122223333:role/Admin"
std::string_view role_of_session_arn(std::string_view arn, Arena& arena) {
  constexpr std::string_view kInfix = ":assumed-role/";
  const std::size_t infix = arn.find(kInfix);
  const std::size_t service = arn.find(":sts::");
  if (infix == std::string_view::npos || service == std::string_view::npos) return {};
  const std::string_view rest = arn.substr(infix + kInfix.size());
  const std::string_view name = rest.substr(0, rest.find('/'));
  const std::string_view account = arn.substr(service + 6, infix - service - 6);
  const std::string_view head = concat(arena, arn.substr(0, service), ":iam::", account);
  return concat(arena, head, ":role/", name);
}

// The actor where no ARN and no issuer tells.
std::string_view nameless_actor(const Event& event, Arena& arena) {
  const std::string_view account = event.text(Field::kIdentityAccountId);
  if (account == "ANONYMOUS_PRINCIPAL") return "anonymous";
  for (const Field field : {Field::kIdentityInvokedBy, Field::kIdentityUserName}) {
    if (!event.text(field).empty()) return event.text(field);
  }
  if (event.text(Field::kIdentityType) == "IdentityCenterUser") {
    const std::string_view user =
        first_value(event[Field::kUserIdentity].text(), "onBehalfOf.userId", arena).text();
    if (!user.empty()) return concat(arena, "identity-center:", user);
  }
  if (!account.empty()) return concat(arena, "account:", account);
  const std::string_view principal = event.text(Field::kIdentityPrincipalId);
  if (!principal.empty()) return principal;
  const std::string_view address = event.text(Field::kSourceIPAddress);
  return address.ends_with(kServiceSuffix) ? address : std::string_view{};
}

std::string_view actor_of(const Event& event, Arena& arena) {
  const std::string_view type = event.text(Field::kIdentityType);
  if (type == "Root") {
    std::string_view account = event.text(Field::kIdentityAccountId);
    if (account.empty()) account = event.text(Field::kDerivedAccount);
    return concat(arena, "root:", account);
  }
  if (type == "AWSService") return nameless_actor(event, arena);
  const std::string_view issuer = session_issuer(event, "sessionIssuer.arn", arena);
  if (!issuer.empty()) return issuer;
  const std::string_view arn = event.text(Field::kIdentityArn);
  if (arn.empty()) return nameless_actor(event, arena);
  const std::string_view role = role_of_session_arn(arn, arena);
  return role.empty() ? arn : role;
}

// The part behind ':' of "AROA…:session" (also in the copy of an event that the account of the role
// called receives), else the last part of the session's ARN.
std::string_view session_of(const Event& event) {
  const std::string_view type = event.text(Field::kIdentityType);
  const std::string_view principal = event.text(Field::kIdentityPrincipalId);
  const bool role = type == "AssumedRole" || principal.starts_with("AROA");
  if (!role && type != "FederatedUser") return {};
  const std::size_t colon = principal.find(':');
  if (colon != std::string_view::npos) return principal.substr(colon + 1);
  const std::string_view arn = event.text(Field::kIdentityArn);
  const std::size_t slash = arn.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : arn.substr(slash + 1);
}

// The name of a role of IAM Identity Center. AWS gives its sessions the name of the person.
std::string_view identity_center_role(std::string_view actor) {
  if (actor.find(":role/") == std::string_view::npos) return {};
  const std::string_view name = actor.substr(actor.rfind('/') + 1);
  return name.starts_with(kIdentityCenterRolePrefix) ? name : std::string_view{};
}

// "arn:aws:iam::111122223333:role/path/Admin" -> "arn:aws:sts::111122223333:assumed-role/Admin/ann"
std::string_view session_arn_of_role(std::string_view role, std::string_view name,
                                     std::string_view session, Arena& arena) {
  constexpr std::string_view kService = ":iam::";
  const std::size_t service = role.find(kService);
  if (service == std::string_view::npos) return role;
  const std::string_view rest = role.substr(service + kService.size());
  const std::string_view account = rest.substr(0, rest.find(':'));
  const std::string_view head = concat(arena, role.substr(0, service), ":sts::", account);
  return concat(arena, concat(arena, head, ":assumed-role/", name), "/", session);
}

// Precondition: the actor and the session are set.
std::string_view principal_of(const Event& event, Arena& arena) {
  const std::string_view actor = event.text(Field::kDerivedActor);
  const std::string_view session = event.text(Field::kDerivedSession);
  const std::string_view role = identity_center_role(actor);
  if (role.empty() || session.empty()) return actor;
  const std::string_view arn = event.text(Field::kIdentityArn);
  if (arn.find(":assumed-role/") != std::string_view::npos) return arn;
  return session_arn_of_role(actor, role, session, arena);
}

std::string_view credential_kind(std::string_view credential) {
  if (credential.starts_with(kLongTermKeyPrefix)) return "long-term";
  if (credential.starts_with(kTemporaryKeyPrefix)) return "temporary";
  return {};
}

// ---- where from ----

void derive_source(Event& event, Arena& arena) {
  const auto address = parse_ip_address(event.text(Field::kSourceIPAddress));
  if (!address) return;
  set(event, Field::kDerivedSourceNetwork, arena.copy(to_string(network_of(*address))));
  set(event, Field::kDerivedSourceScope, is_private(*address) ? "private" : "public");
}

bool is_console_call(const Event& event) {
  const std::string_view type = event.text(Field::kEventType);
  if (equals_ignore_case(type, "AwsConsoleSignIn") ||
      equals_ignore_case(type, "AwsConsoleAction") ||
      event.text(Field::kSourceIPAddress) == "AWS Internal") {
    return true;
  }
  return event.text(Field::kDerivedUserAgentFamily) == "console";
}

// ---- what was given out ----

// AWS STS and IAM API references: AssumeRole, GetSessionToken and the like answer with credentials,
// CreateAccessKey with an access key.
std::string_view minted_credential(const Event& event, Arena& arena) {
  const Value& response = event[Field::kResponseElements];
  if (response.kind != ValueKind::kObject) return {};
  if (!contains(response.text(), "ccessKeyId")) return {};
  for (const std::string_view path : {"credentials.accessKeyId", "accessKey.accessKeyId"}) {
    const Value key = first_value(response.text(), path, arena);
    if (key.kind == ValueKind::kString && !key.text().empty()) return key.text();
  }
  return {};
}

// A JSON list of texts that need no escapes, or a missing value where there are none.
template <typename Texts>
Value json_list(const Texts& texts, Arena& arena) {
  std::string json;
  for (const auto& text : texts) {
    json += json.empty() ? "[\"" : "\",\"";
    json += text;
  }
  if (json.empty()) return {};
  const std::string_view kept = arena.copy(json + "\"]");
  return {kept.data(), static_cast<std::uint32_t>(kept.size()), ValueKind::kArray};
}

void derive_policies(Event& event, Arena& arena) {
  const Value& request = event[Field::kRequestParameters];
  if (request.kind != ValueKind::kObject) return;
  const model::PolicyFacts facts =
      model::read_policies(request, event.text(Field::kDerivedAccount), arena);
  std::vector<std::string_view> grants;
  for (const model::PolicyGrant grant : facts.grants) grants.push_back(to_string(grant));
  event[Field::kDerivedPolicyGrant] = json_list(grants, arena);
  event[Field::kDerivedPolicyAccount] = json_list(facts.accounts, arena);
}

}  // namespace

void derive_for_routing(Event& event) {
  event.outcome = outcome_of(event);
  event.caller = is_service_call(event) ? Caller::kService : Caller::kUser;
  event[Field::kDerivedOutcome] = Value::string(to_string(event.outcome));
  event[Field::kDerivedAccount] = account_of(event);
}

void derive_profile(Event& event, Arena& arena) {
  if (event.profile_derived) return;
  derive_from_caller(event, arena);
  derive_from_call(event);
  derive_from_both(event);
}

void derive_from_caller(Event& event, Arena& arena) {
  set(event, Field::kDerivedActor, actor_of(event, arena));
  set(event, Field::kDerivedSession, session_of(event));
  set(event, Field::kDerivedPrincipal, principal_of(event, arena));
  set(event, Field::kDerivedCredential, event.text(Field::kIdentityAccessKeyId));
  set(event, Field::kDerivedCredentialKind,
      credential_kind(event.text(Field::kIdentityAccessKeyId)));
  derive_source(event, arena);
  set(event, Field::kDerivedUserAgentFamily, user_agent_family(event.text(Field::kUserAgent)));
  set(event, Field::kDerivedClient, client_of(event.text(Field::kUserAgent), arena));
}

void derive_from_call(Event& event) {
  event[Field::kDerivedWrite] = is_write_name(event.text(Field::kEventName))
                                    ? Value{"true", 4, ValueKind::kTrue}
                                    : Value{"false", 5, ValueKind::kFalse};
}

void derive_from_both(Event& event) {
  event.profile_derived = true;
  if (event.caller == Caller::kUser && is_console_call(event)) event.caller = Caller::kConsole;
  set(event, Field::kDerivedCaller, to_string(event.caller));
}

void derive(Event& event, Arena& arena) {
  if (event.content_derived) return;
  event.content_derived = true;
  derive_profile(event, arena);
  set(event, Field::kDerivedMintedCredential, minted_credential(event, arena));
  if (event[Field::kDerivedWrite].kind == ValueKind::kTrue) derive_policies(event, arena);
}

}  // namespace trailsift
