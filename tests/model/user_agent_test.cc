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

TEST(UserAgent, TellsTheClientAndItsSystem) {
  const std::string mozilla = "Mozilla/5.0 ";
  const std::pair<std::string, const char*> cases[] = {
      {"", ""},
      {"aws-cli/2.15.30 Python/3.11.8 Darwin/23.3.0 source/arm64", "aws-cli on macOS"},
      {"aws-cli/2.17.32 md/awscrt#0.20.11 os/windows#10", "aws-cli on Windows"},
      {"[aws-cli/2.11.0 Python/3.11.2 Linux/5.15]", "aws-cli on Linux"},
      {"aws-sdk-go/1.50.20 (go1.21.7; darwin; arm64)", "aws-sdk-go on macOS"},
      {"Boto3/1.26.1 Python/3.9 Botocore/1.29", "Boto3"},
      {"AWS Internal", "console"},
      {"aws-internal/3 aws-sdk-java/1.12 Linux/5.10", "console"},
      {mozilla + "(Macintosh; Intel Mac OS X 10_15_7) Chrome/122.0.0.0 Safari/537.36",
       "Chrome on macOS"},
      {mozilla + "(Windows NT 10.0) Chrome/122.0 Safari/537.36 Edg/122.0", "Edge on Windows"},
      {mozilla + "(Macintosh; Intel Mac OS X 10_15_7) Version/17.3 Safari/605", "Safari on macOS"},
      {mozilla + "(X11; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0", "Firefox on Linux"},
      {mozilla + "(iPhone; CPU iPhone OS 17_3 like Mac OS X) Safari/604.1", "Safari on iOS"},
      {mozilla + "(X11; Linux)", "browser on Linux"},
  };
  for (const auto& [agent, client] : cases) {
    Arena arena;
    EXPECT_EQ(client_of(agent, arena), client) << agent;
  }
}

}  // namespace
}  // namespace trailsift
