// SPDX-License-Identifier: Apache-2.0
#include "corpus/errors.h"

#include <algorithm>
#include <array>

#include "corpus/identifiers.h"
#include "corpus/identity.h"

namespace corpus {
namespace {

template <std::size_t Size>
bool is_one_of(std::string_view service, const std::array<std::string_view, Size>& services) {
  return std::find(services.begin(), services.end(), service) != services.end();
}

// Services of the older query protocol say AccessDenied, the others AccessDeniedException.
bool speaks_query(std::string_view service) {
  return is_one_of(service, std::to_array<std::string_view>({"iam", "sts", "rds", "autoscaling",
                                                             "cloudformation", "monitoring",
                                                             "elasticloadbalancing", "sns"}));
}

void append_code(std::string& out, std::string_view code) {
  out += R"(,"errorCode":")";
  out += code;
  out += R"(","errorMessage":")";
}

void append_refusal(std::string& out, const EventTemplate& event, const Scene& scene) {
  const std::string action = event.service + ":" + event.name.substr(0, event.name.find("20"));
  out += "User: " + caller_arn(scene.principal, scene.account) +
         " is not authorized to perform: " + action +
         " because no identity-based policy allows the " + action + " action";
}

void append_denial(std::string& out, const EventTemplate& event, const Scene& scene) {
  if (event.service == "s3") {
    append_code(out, "AccessDenied");
    out += "Access Denied";
  } else if (event.service == "ec2") {
    append_code(out, "Client.UnauthorizedOperation");
    out += "You are not authorized to perform this operation. ";
    append_refusal(out, event, scene);
    out += ". Encoded authorization failure message: ";
    append_base64(out, scene.random, scene.random.between(420, 700));
  } else {
    append_code(out, speaks_query(event.service) ? "AccessDenied" : "AccessDeniedException");
    append_refusal(out, event, scene);
  }
}

void append_missing(std::string& out, const EventTemplate& event) {
  if (event.service == "s3") {
    append_code(out, event.style == Style::kObject ? "NoSuchKey" : "NoSuchBucketPolicy");
    out += event.style == Style::kObject ? "The specified key does not exist."
                                         : "The bucket policy does not exist";
  } else if (event.service == "iam") {
    append_code(out, "NoSuchEntityException");
    out += "The resource cannot be found.";
  } else {
    append_code(out, "ResourceNotFoundException");
    out += "Requested resource not found";
  }
}

}  // namespace

void append_error(std::string& out, const EventTemplate& event, const Scene& scene,
                  Outcome outcome) {
  switch (outcome) {
    case Outcome::kSuccess:
      return;
    case Outcome::kDenied:
      append_denial(out, event, scene);
      break;
    case Outcome::kThrottled:
      append_code(out,
                  event.service == "ec2" ? "Client.RequestLimitExceeded" : "ThrottlingException");
      out += event.service == "ec2" ? "Request limit exceeded." : "Rate exceeded";
      break;
    case Outcome::kNotFound:
      append_missing(out, event);
      break;
  }
  out += '"';
}

bool keeps_request(const EventTemplate& event, Outcome outcome) {
  return outcome != Outcome::kDenied ||
         !is_one_of(event.service, std::to_array<std::string_view>({"iam", "sts", "rds", "ssm"}));
}

}  // namespace corpus
