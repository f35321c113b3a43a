// SPDX-License-Identifier: Apache-2.0
#include "tests/model/random_record.h"

#include <array>
#include <cstdio>

namespace trailsift::testing {
namespace {

constexpr std::array<const char*, 30> kTopNames = {"eventVersion",
                                                   "userIdentity",
                                                   "eventTime",
                                                   "eventSource",
                                                   "eventName",
                                                   "awsRegion",
                                                   "sourceIPAddress",
                                                   "userAgent",
                                                   "errorCode",
                                                   "errorMessage",
                                                   "requestParameters",
                                                   "responseElements",
                                                   "additionalEventData",
                                                   "requestID",
                                                   "eventID",
                                                   "readOnly",
                                                   "resources",
                                                   "eventType",
                                                   "managementEvent",
                                                   "recipientAccountId",
                                                   "sharedEventID",
                                                   "vpcEndpointId",
                                                   "eventCategory",
                                                   "serviceEventDetails",
                                                   "tlsDetails",
                                                   "userIdentity",
                                                   "eventnam",
                                                   "eventNames",
                                                   "a",
                                                   ""};

constexpr std::array<const char*, 11> kIdentityNames = {
    "type",      "principalId",    "arn",       "accountId", "accessKeyId", "userName", "userName",
    "invokedBy", "sessionContext", "eventName", "x"};

std::string unicode_escape(char c) {
  char out[8];
  std::snprintf(out, sizeof out, "\\u%04X", static_cast<unsigned char>(c));
  return out;
}

}  // namespace

std::string RandomRecord::spaces() {
  if (!spaced_ || one_in(2)) return {};
  std::string out;
  for (std::size_t i = below(4); i > 0; --i) out += " \t\r\n"[below(4)];
  return out;
}

std::string RandomRecord::text(std::size_t size) {
  static constexpr std::array<const char*, 14> kParts = {"a",
                                                         "7",
                                                         "{",
                                                         "}",
                                                         "[",
                                                         "]",
                                                         ",",
                                                         ":",
                                                         "\\\"",
                                                         "\\\\",
                                                         "\\n",
                                                         "\\u00e9",
                                                         "\\ud83d\\ude00",
                                                         "\xc3\xa9"};
  const bool plain = one_in(2);
  std::string out;
  while (out.size() < size) out += plain ? "k" : kParts[below(kParts.size())];
  return out;
}

std::string RandomRecord::key(const char* const* names, std::size_t count) {
  std::string out;
  for (const char* c = names[below(count)]; *c != '\0'; ++c) {
    out += one_in(60) ? unicode_escape(*c) : std::string(1, *c);
  }
  return '"' + out + '"';
}

std::string RandomRecord::scalar() {
  static constexpr std::array<const char*, 9> kLiterals = {
      "null", "true", "false", "0", "-1", "12.50", "1e9", "123456789012345678", "-0.25E-2"};
  if (one_in(3)) return kLiterals[below(kLiterals.size())];
  return '"' + text(below(one_in(4) ? 200 : 40)) + '"';
}

std::string RandomRecord::value(int depth) {
  const std::size_t kind = below(depth > 4 ? 3 : 6);
  if (kind < 3) return scalar();
  if (kind == 3) return object(kTopNames.data(), kTopNames.size(), depth + 1);
  if (kind == 4) return object(kIdentityNames.data(), kIdentityNames.size(), depth + 1);
  std::string out = "[" + spaces();
  for (std::size_t i = 0, n = below(4); i < n; ++i) {
    if (i > 0) out += "," + spaces();
    out += value(depth + 1) + spaces();
  }
  return out + "]";
}

std::string RandomRecord::object(const char* const* names, std::size_t count, int depth) {
  std::string out = "{" + spaces();
  for (std::size_t i = 0, n = below(depth == 0 ? 30 : 5); i < n; ++i) {
    if (i > 0) out += "," + spaces();
    const std::string name = key(names, count);
    out += name + spaces() + ":" + spaces();
    const bool identity = name == "\"userIdentity\"" && !one_in(8);
    out += identity ? object(kIdentityNames.data(), kIdentityNames.size(), depth + 1)
                    : value(depth + 1);
    out += spaces();
  }
  return out + "}";
}

std::string RandomRecord::make() {
  spaced_ = one_in(3);
  return object(kTopNames.data(), kTopNames.size(), 0);
}

}  // namespace trailsift::testing
