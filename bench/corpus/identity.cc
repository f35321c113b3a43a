// SPDX-License-Identifier: Apache-2.0
#include "corpus/identity.h"

#include "corpus/identifiers.h"

namespace corpus {
namespace {

void append_pair(std::string& out, std::string_view key, std::string_view value) {
  out += '"';
  out += key;
  out += "\":\"";
  out += value;
  out += '"';
}

void append_attributes(std::string& out, const Scene& scene, bool with_mfa) {
  out += R"("attributes":{"creationDate":")";
  append_iso(out, session_start(scene.principal, scene.time));
  out += R"(",)";
  append_pair(out, "mfaAuthenticated", with_mfa ? "true" : "false");
  out += '}';
}

void append_user(std::string& out, const Scene& scene, bool signing_in) {
  const Principal& principal = scene.principal;
  out += '{';
  append_pair(out, "type", "IAMUser");
  out += ',';
  append_pair(out, "principalId", unique_id("AIDA", principal.seed));
  out += ',';
  append_pair(out, "arn", principal_arn(principal, scene.account));
  out += ',';
  append_pair(out, "accountId", scene.account.id);
  out += ',';
  append_pair(out, "accessKeyId", signing_in ? "" : credential_at(principal, scene.time));
  out += ',';
  append_pair(out, "userName", principal.name);
  if (principal.caller == Caller::kUserConsole && !signing_in) {
    out += R"(,"sessionContext":{)";
    append_attributes(out, scene, true);
    out += '}';
  }
  out += '}';
}

void append_root(std::string& out, const Scene& scene, bool signing_in) {
  out += '{';
  append_pair(out, "type", "Root");
  out += ',';
  append_pair(out, "principalId", scene.account.id);
  out += ',';
  append_pair(out, "arn", principal_arn(scene.principal, scene.account));
  out += ',';
  append_pair(out, "accountId", scene.account.id);
  out += ',';
  append_pair(out, "accessKeyId", signing_in ? "" : credential_at(scene.principal, scene.time));
  if (scene.principal.caller == Caller::kRootConsole && !signing_in) {
    out += R"(,"sessionContext":{)";
    append_attributes(out, scene, false);
    out += '}';
  }
  out += '}';
}

void append_session_context(std::string& out, const Scene& scene) {
  const Principal& principal = scene.principal;
  out += R"("sessionContext":{"sessionIssuer":{"type":"Role",)";
  append_pair(out, "principalId", role_id(principal, scene.account));
  out += ',';
  append_pair(out, "arn", principal_arn(principal, scene.account));
  out += ',';
  append_pair(out, "accountId", scene.account.id);
  out += ',';
  append_pair(out, "userName", principal.name);
  out += "},";
  append_attributes(out, scene, false);
  if (principal.caller == Caller::kInstance) out += R"(,"ec2RoleDelivery":"2.0")";
  out += '}';
}

void append_session(std::string& out, const Scene& scene) {
  const Principal& principal = scene.principal;
  const bool by_service = principal.caller == Caller::kServiceRole;
  out += '{';
  append_pair(out, "type", "AssumedRole");
  out += ',';
  append_pair(
      out, "principalId",
      role_id(principal, scene.account) + ":" + (by_service ? "session" : principal.session));
  out += ',';
  append_pair(out, "arn", caller_arn(principal, scene.account));
  out += ',';
  append_pair(out, "accountId", scene.account.id);
  out += ',';
  if (!by_service) {
    append_pair(out, "accessKeyId", credential_at(principal, scene.time));
    out += ',';
  }
  append_session_context(out, scene);
  if (by_service) {
    out += ',';
    append_pair(out, "invokedBy", principal.session);
  }
  out += '}';
}

// The principal's name is the token's subject, its session the identity provider.
void append_web_identity(std::string& out, const Scene& scene) {
  const std::string provider =
      "arn:aws:iam::" + scene.account.id + ":oidc-provider/" + scene.principal.session;
  out += '{';
  append_pair(out, "type", "WebIdentityUser");
  out += ',';
  append_pair(out, "principalId", provider + ":sts.amazonaws.com:" + scene.principal.name);
  out += ',';
  append_pair(out, "userName", scene.principal.name);
  out += ',';
  append_pair(out, "identityProvider", provider);
  out += '}';
}

}  // namespace

void append_identity(std::string& out, const Scene& scene, bool signing_in) {
  switch (scene.principal.caller) {
    case Caller::kUserKey:
    case Caller::kUserConsole:
      return append_user(out, scene, signing_in);
    case Caller::kRootKey:
    case Caller::kRootConsole:
      return append_root(out, scene, signing_in);
    case Caller::kService:
      out += R"({"type":"AWSService",)";
      append_pair(out, "invokedBy", scene.principal.name);
      out += '}';
      return;
    case Caller::kWebIdentity:
      return append_web_identity(out, scene);
    case Caller::kRoleSession:
    case Caller::kConsoleRole:
    case Caller::kInstance:
    case Caller::kServiceRole:
      return append_session(out, scene);
  }
}

std::string caller_arn(const Principal& principal, const Account& account) {
  const bool by_service = principal.caller == Caller::kServiceRole;
  switch (principal.caller) {
    case Caller::kRoleSession:
    case Caller::kConsoleRole:
    case Caller::kInstance:
    case Caller::kServiceRole:
      return "arn:aws:sts::" + account.id + ":assumed-role/" + principal.name + "/" +
             (by_service ? "session" : principal.session);
    default:
      return principal_arn(principal, account);
  }
}

}  // namespace corpus
