// SPDX-License-Identifier: Apache-2.0
#include "model/user_agent.h"

#include <gtest/gtest.h>

namespace trailsift {
namespace {

TEST(UserAgent, IsReducedToItsFamily) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"[]", ""},
      {"[", "["},
      {"aws-cli/2.17.32 md/awscrt#0.20.11 md/command#kms.create-key", "aws-cli"},
      {"[aws-cli/2.11.0 Python/3.11.2 Linux/5.15 command/cloudtrail.start-logging]", "aws-cli"},
      {"Boto3/1.26.1 Python/3.9 Botocore/1.29", "Boto3"},
      {"[S3Console/0.4, aws-internal/3 aws-sdk-java/1.11]", "console"},
      {"console.amazonaws.com", "console"},
      {"console.ec2.amazonaws.com", "console"},
      {"signin.amazonaws.com", "console"},
      {"EC2ConsoleFrontend, aws-internal/3", "console"},
      {"AWS Internal", "console"},
      {"cloudtrail.amazonaws.com", "cloudtrail.amazonaws.com"},
      {"APN/1.0 HashiCorp/1.0 Terraform/1.4.6 (+https://www.terraform.io)", "Terraform"},
      {"aws-cli/2.9 exec-env/CloudShell", "CloudShell"},
      {"TruffleHog", "TruffleHog"},
      {"S3 Browser/10.8.1 (https://s3browser.com)", "S3 Browser"},
      {"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36", "browser"},
      {"python-requests/2.28.1", "python-requests"},
      {"kubectl;v1", "kubectl"},
      {"/odd", "/odd"},
  };
  for (const auto& [agent, family] : cases) EXPECT_EQ(user_agent_family(agent), family) << agent;
}

}  // namespace
}  // namespace trailsift
