// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.h"

#include <utility>

namespace trailsift::cli {

testing::ToolRun trailsift(Words words, const testing::ToolSetup& setup) {
  words.insert(words.begin(), TRAILSIFT_BINARY);
  return testing::run_tool(words, setup);
}

std::string rule_for_any_event(const std::string& level) {
  return "title: Something happened\nid: 4a3c0f0e-9a52-4d86-8a57-2f5e4d3c2b1a\n"
         "name: test-something-" +
         level +
         "\nstatus: test\nlogsource:\n  product: aws\n  service: cloudtrail\n"
         "detection:\n  selection:\n    eventName: '*'\n  condition: selection\nlevel: " +
         level + "\n";
}

std::string log_of_one_event(const std::string& agent) {
  return R"({"Records":[{"eventVersion":"1.08","userIdentity":{"type":"IAMUser",)"
         R"("arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333",)"
         R"("userName":"alice"},"eventTime":"2023-07-10T11:57:50Z",)"
         R"("eventSource":"iam.amazonaws.com","eventName":"CreateUser","awsRegion":"us-east-1",)"
         R"("sourceIPAddress":"203.0.113.7","userAgent":")" +
         agent +
         R"(","requestParameters":{"userName":"bob"},"responseElements":null,)"
         R"("requestID":"r-1","eventID":"e-1","readOnly":false,"eventType":"AwsApiCall",)"
         R"("recipientAccountId":"111122223333"}]})";
}

std::string filter_of_agent(const std::string& rule, const std::string& agent) {
  return "title: Known agent\nname: known-agent\nlogsource: {product: aws, service: cloudtrail}\n"
         "filter:\n  rules: " +
         rule + "\n  s:\n    userAgent: " + agent + "\n  condition: not s\n";
}

}  // namespace trailsift::cli
