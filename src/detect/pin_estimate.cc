// SPDX-License-Identifier: Apache-2.0
#include "detect/pin_estimate.h"

#include <algorithm>
#include <iterator>

#include "trailsift/base/ascii.h"

namespace trailsift::detect {
namespace {

constexpr unsigned kHardlyAny = 2;
constexpr unsigned kFew = 4;
constexpr unsigned kSome = 20;
constexpr unsigned kOften = 80;
constexpr unsigned kMany = 200;
constexpr unsigned kMost = 400;

// Calls that programs make all day, by how their names begin.
constexpr std::string_view kFrequentCalls[] = {"Get",     "List",     "Describe",  "Head",
                                               "Assume",  "Lookup",   "Batch",     "Query",
                                               "Decrypt", "Generate", "PutObject", "ConsoleLogin"};

// What user agents and ARNs are usually made of.
constexpr std::string_view kUsualTexts[] = {
    "aws-cli/2.",   "aws-sdk-go/2.", "aws-sdk-java/2.", "aws-sdk-js/3.", "Boto3/1.",
    "Botocore/1.",  "Python/3.",     "Linux/5.",        "Mozilla/5.0 (", "console.amazonaws.com",
    "AWS Internal", "Terraform/1.",  "arn:aws:iam::",   "arn:aws:sts::", ":assumed-role/",
    ":user/",       ":role/",        ".amazonaws.com",  "AKIA",          "ASIA"};

// Services that programs call all day.
constexpr std::string_view kBusySources[] = {
    "autoscaling", "dynamodb", "ec2",    "ecr",       "ecs",
    "eks",         "iam",      "kms",    "lambda",    "logs",
    "monitoring",  "rds",      "s3",     "sqs",       "secretsmanager",
    "ssm",         "sts",      "events", "cloudtrail"};

bool is_busy(std::string_view source) {
  const std::string_view service = source.substr(0, source.find('.'));
  return std::any_of(std::begin(kBusySources), std::end(kBusySources),
                     [&](std::string_view busy) { return equals_ignore_case(service, busy); });
}

bool is_frequent_call(std::string_view name) {
  return std::any_of(std::begin(kFrequentCalls), std::end(kFrequentCalls),
                     [&](std::string_view begin) { return starts_with_ignore_case(name, begin); });
}

bool is_usual(std::string_view text) {
  return std::any_of(std::begin(kUsualTexts), std::end(kUsualTexts),
                     [&](std::string_view usual) { return contains_ignore_case(usual, text); });
}

}  // namespace

unsigned estimate_whole(Field field, std::string_view text) {
  switch (field) {
    case Field::kEventName:
      return is_frequent_call(text) ? kFew : kHardlyAny;
    case Field::kErrorCode:
    case Field::kUserAgent:
      return kHardlyAny;
    case Field::kEventSource:
      return is_busy(text) ? kOften : kFew;
    default:
      return kMost;
  }
}

unsigned estimate_part(Field field, std::string_view text) {
  constexpr std::size_t kShort = 4;
  constexpr std::size_t kLong = 10;
  switch (field) {
    case Field::kEventSource:
    case Field::kAwsRegion:
    case Field::kEventType:
    case Field::kIdentityAccountId:
    case Field::kRecipientAccountId:
      return kMany;
    case Field::kEventName:
      if (is_frequent_call(text)) return text.size() < kLong ? kMany : kSome;
      return text.size() < kShort ? kSome : kHardlyAny;
    default:
      return is_usual(text) ? kMany : text.size() < kShort ? kSome : kHardlyAny;
  }
}

}  // namespace trailsift::detect
