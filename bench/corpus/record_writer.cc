// SPDX-License-Identifier: Apache-2.0
#include "corpus/record_writer.h"

#include "corpus/errors.h"
#include "corpus/identifiers.h"
#include "corpus/identity.h"

namespace corpus {
namespace {

constexpr std::string_view kBrowser =
    "Mozilla/5.0 (X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0";

bool is_service(const Principal& principal) {
  return principal.caller == Caller::kService || principal.caller == Caller::kServiceRole;
}

bool is_console(const Principal& principal) {
  return principal.caller == Caller::kUserConsole || principal.caller == Caller::kConsoleRole ||
         principal.caller == Caller::kRootConsole;
}

bool is_s3(const EventTemplate& event) {
  return event.style == Style::kBucket || event.style == Style::kObject;
}

bool is_data(const EventTemplate& event) {
  return event.style == Style::kObject || event.style == Style::kData;
}

// IAM is one service for the whole world, and logs as us-east-1.
std::string_view region_of(const EventTemplate& event, const Scene& scene) {
  return event.service == "iam" || event.service == "organizations" ? "us-east-1" : scene.region;
}

// The minor version is the service's own choice: 1.08 to 1.11 are met side by side.
void append_version(std::string& out, const EventTemplate& event) {
  constexpr const char* kVersions[] = {"1.08", "1.09", "1.10", "1.11"};
  out += R"({"eventVersion":")";
  out += kVersions[(event.service.size() + event.name.size()) % 4];
  out += R"(","userIdentity":)";
}

void append_heading(std::string& out, const EventTemplate& event, const Scene& scene) {
  out += R"(,"eventTime":")";
  append_iso(out, scene.time);
  out += R"(","eventSource":")";
  out += event.service;
  out += R"(.amazonaws.com","eventName":")";
  out += event.name;
  out += R"(","awsRegion":")";
  out += region_of(event, scene);
  out += R"(","sourceIPAddress":")";
  out += scene.principal.address;
  out += R"(","userAgent":")";
  const bool bracketed = is_s3(event) && !is_service(scene.principal);
  if (bracketed) out += '[';
  out += event.style == Style::kSignIn ? kBrowser : scene.principal.agent;
  if (bracketed) out += ']';
  out += '"';
}

void append_body(std::string& out, std::string_view key, const TextTemplate& body, bool present,
                 const Scene& scene) {
  out += key;
  if (present && !body.empty()) {
    body.append_to(out, scene);
  } else {
    out += "null";
  }
}

void append_s3_details(std::string& out, const EventTemplate& event, const Scene& scene) {
  out +=
      R"(,"additionalEventData":{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256",)";
  out += R"("bytesTransferredIn":)";
  append_number(out, event.read_only ? 0 : scene.random.between(80, 4'000'000));
  if (event.style == Style::kObject) out += R"(,"SSEApplied":"Default_SSE_S3")";
  out += R"(,"AuthenticationMethod":"AuthHeader","x-amz-id-2":")";
  append_base64(out, scene.random, 75);
  out += R"(=","bytesTransferredOut":)";
  append_number(out, event.read_only ? scene.random.between(100, 900'000) : 0);
  out += '}';
}

void append_additional(std::string& out, const EventTemplate& event, const Scene& scene) {
  if (is_s3(event)) return append_s3_details(out, event, scene);
  if (event.extra.empty()) return;
  out += R"(,"additionalEventData":)";
  event.extra.append_to(out, scene);
}

std::string append_ids(std::string& out, const EventTemplate& event, const Scene& scene) {
  if (event.style != Style::kSignIn) {
    out += R"(,"requestID":")";
    if (is_s3(event)) {
      append_upper(out, scene.random, 16);
    } else if (event.service == "dynamodb" || event.service == "sqs") {
      append_upper(out, scene.random, 52);
    } else {
      append_uuid(out, scene.random);
    }
    out += '"';
  }
  std::string event_id;
  append_uuid(event_id, scene.random);
  out += R"(,"eventID":")";
  out += event_id;
  out += '"';
  return event_id;
}

void append_kind(std::string& out, const EventTemplate& event, const Scene& scene) {
  out += event.read_only ? R"(,"readOnly":true)" : R"(,"readOnly":false)";
  if (!event.resources.empty()) {
    out += R"(,"resources":[)";
    event.resources.append_to(out, scene);
    out += ']';
  }
  out += R"(,"eventType":")";
  out += event.style == Style::kSignIn ? "AwsConsoleSignIn" : "AwsApiCall";
  out += is_data(event) ? R"(","managementEvent":false)" : R"(","managementEvent":true)";
  out += R"(,"recipientAccountId":")";
  out += scene.account.id;
  out += '"';
  if (scene.principal.caller == Caller::kService) {
    out += R"(,"sharedEventID":")";
    append_uuid(out, scene.random);
    out += '"';
  }
  out += R"(,"eventCategory":")";
  out += is_data(event) ? "Data\"" : "Management\"";
}

void append_host(std::string& out, const EventTemplate& event, const Scene& scene) {
  if (is_s3(event)) {
    out += bucket_of(scene.account, scene.principal, scene.focus);
    out += '.';
  }
  out += event.service;
  if (event.service != "iam" && event.service != "organizations") {
    out += '.';
    out += scene.region;
  }
  out += event.style == Style::kSignIn ? ".aws.amazon.com" : ".amazonaws.com";
}

void append_transport(std::string& out, const EventTemplate& event, const Scene& scene) {
  if (is_service(scene.principal)) return;
  if (!is_console(scene.principal) || event.style == Style::kSignIn) {
    const bool old = event.service == "iam" || event.service == "autoscaling";
    out += R"(,"tlsDetails":{"tlsVersion":")";
    out += old ? R"(TLSv1.2","cipherSuite":"ECDHE-RSA-AES128-GCM-SHA256)"
               : R"(TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256)";
    out += R"(","clientProvidedHostHeader":")";
    append_host(out, event, scene);
    out += R"("})";
  }
  if (is_console(scene.principal) && event.style != Style::kSignIn) {
    out += R"(,"sessionCredentialFromConsole":"true")";
  }
}

}  // namespace

std::string append_record(std::string& out, const EventTemplate& event, const Scene& scene,
                          Outcome outcome) {
  const bool succeeded = outcome == Outcome::kSuccess;
  append_version(out, event);
  append_identity(out, scene, event.style == Style::kSignIn);
  append_heading(out, event, scene);
  append_error(out, event, scene, outcome);
  append_body(out, R"(,"requestParameters":)", event.request,
              succeeded || keeps_request(event, outcome), scene);
  append_body(out, R"(,"responseElements":)", event.response, succeeded, scene);
  append_additional(out, event, scene);
  std::string event_id = append_ids(out, event, scene);
  append_kind(out, event, scene);
  append_transport(out, event, scene);
  out += '}';
  return event_id;
}

}  // namespace corpus
