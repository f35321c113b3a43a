// SPDX-License-Identifier: Apache-2.0
#include "rule_mix/detections.h"

#include <iterator>
#include <string_view>

#include "rule_mix/vocabulary.h"

namespace rule_mix {
namespace {

using corpus::Random;

std::string line(std::string_view field, const std::string& value) {
  return "    " + std::string(field) + ": " + value + "\n";
}

std::string quoted(const std::string& text) { return "'" + text + "'"; }

std::string source_of(const Service& service) {
  return line("eventSource", std::string(service.name) + ".amazonaws.com");
}

std::string list_of_calls(Random& random, const Service& service) {
  std::string list;
  for (std::uint32_t left = random.between(1, 4); left > 0; --left) {
    list += "      - " + some_call(random, service) + "\n";
  }
  return "    eventName:\n" + list;
}

std::string list_of_names(Random& random, std::string_view field, std::uint32_t most) {
  std::string list;
  for (std::uint32_t left = random.between(1, most); left > 0; --left) {
    list += "      - " + quoted(invented_name(random)) + "\n";
  }
  return "    " + std::string(field) + ":\n" + list;
}

std::string selected(const std::string& tests) {
  return "  selection:\n" + tests + "  condition: selection\n";
}

std::string calls(Random& random) {
  const Service& service = some_service(random);
  return selected(source_of(service) + list_of_calls(random, service));
}

std::string calls_but_not_of(Random& random) {
  const Service& service = some_service(random);
  return "  selection:\n" + source_of(service) + list_of_calls(random, service) +
         "  filter_known:\n" +
         line("userIdentity.arn|contains", quoted(":role/" + invented_name(random))) +
         "  filter_failed:\n    errorCode|exists: true\n"
         "  condition: selection and not 1 of filter_*\n";
}

std::string calls_with_parameters(Random& random) {
  static constexpr std::string_view kParameters[] = {"bucketName", "policyArn", "roleName",
                                                     "groupId", "name"};
  const Service& service = some_service(random);
  const std::string field = "requestParameters." + std::string(one_of(random, kParameters));
  return selected(source_of(service) + list_of_calls(random, service) +
                  list_of_names(random, field + "|contains", 3));
}

std::string frequent_call_of_a_tool(Random& random) {
  static constexpr std::string_view kCalls[] = {"GetCallerIdentity", "ListBuckets", "AssumeRole",
                                                "DescribeInstances", "GetObject",   "ListUsers"};
  return selected(line("eventName", std::string(one_of(random, kCalls))) +
                  list_of_names(random, "userAgent|contains", 3));
}

std::string tool(Random& random) {
  return selected(list_of_names(random, "userAgent|contains", 6));
}

std::string kinds_of_calls(Random& random) {
  const Service& service = some_service(random);
  const std::string noun(one_of(random, service.nouns));
  const bool ends = random.chance(500'000);
  return selected(source_of(service) +
                  (ends ? line("eventName|endswith", quoted(noun))
                        : line("eventName|startswith", quoted(some_call(random, service)))));
}

std::string someone(Random& random) {
  return selected(line("userIdentity.arn|endswith", quoted(":user/" + invented_name(random))));
}

std::string wildcards(Random& random) {
  const Service& service = some_service(random);
  const std::string noun(one_of(random, service.nouns));
  if (random.chance(500'000)) return selected(line("eventName", quoted("Delete*" + noun + "*")));
  return selected(source_of(service) +
                  line("userIdentity.arn",
                       quoted("arn:aws:sts::*:assumed-role/" + invented_name(random) + "*/i-*")));
}

std::string errors(Random& random) {
  const Service& service = some_service(random);
  return selected(source_of(service) + line("errorCode", some_error(random)) +
                  line("userIdentity.type", "IAMUser"));
}

std::string expressions(Random& random) {
  const Service& service = some_service(random);
  const std::string name = invented_name(random);
  return selected(list_of_calls(random, service) +
                  line("userAgent|re", quoted("(?i)^" + name + "/[0-9]+\\.[0-9]+( |$)")) +
                  line("requestParameters.name|re", quoted("^(prod|stage)-[a-z]+-" + name + "$")));
}

std::string keywords(Random& random) {
  const Service& service = some_service(random);
  return "  selection:\n" + list_of_calls(random, service) + "  keywords:\n    - " +
         quoted(invented_name(random)) + "\n    - " + quoted(invented_name(random)) +
         "\n  condition: selection and keywords\n";
}

struct Shape {
  std::uint32_t share;  // of a hundred
  std::string (*write)(Random&);
};

constexpr Shape kShapes[] = {
    {40, calls},
    {14, calls_but_not_of},
    {8, calls_with_parameters},
    {5, frequent_call_of_a_tool},
    {8, tool},
    {7, kinds_of_calls},
    {4, someone},
    {4, wildcards},
    {4, errors},
    {3, expressions},
    {3, keywords},
};

constexpr std::string_view kBasic[kBasicRules] = {
    R"(  selection:
    userIdentity.type: Root
    userIdentity.invokedBy: null
  condition: selection
)",
    R"(  selection:
    eventName: CreateAccessKey
    errorCode: null
  condition: selection
)",
    R"(  selection:
    eventSource: cloudtrail.amazonaws.com
    eventName: [StopLogging, DeleteTrail, UpdateTrail, PutEventSelectors, PutInsightSelectors]
  condition: selection
)",
    R"(  selection:
    eventName: [AuthorizeSecurityGroupIngress, ModifySecurityGroupRules]
    requestParameters|contains: ['"0.0.0.0/0"', '"::/0"']
  condition: selection
)",
    R"(  selection:
    eventName: RunInstances
    errorCode: null
  home:
    awsRegion: [us-east-1, eu-west-1]
  condition: selection and not home
)",
    R"(  selection:
    derived.outcome: denied
  service:
    derived.caller: service
  condition: selection and not service
)",
};

}  // namespace

std::string some_detection(Random& random) {
  std::uint32_t left = 0;
  for (const Shape& shape : kShapes) left += shape.share;
  left = random.below(left);
  for (const Shape& shape : kShapes) {
    if (left < shape.share) return shape.write(random);
    left -= shape.share;
  }
  return calls(random);
}

std::string basic_detection(std::uint32_t number) { return std::string(kBasic[number]); }

}  // namespace rule_mix
