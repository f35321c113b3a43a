// SPDX-License-Identifier: Apache-2.0
#include "model/user_agent.h"

#include "trailsift/model/aws_names.h"

namespace trailsift {
namespace {

std::string_view strip_brackets(std::string_view agent) {
  if (agent.size() >= 2 && agent.front() == '[' && agent.back() == ']') {
    return agent.substr(1, agent.size() - 2);
  }
  return agent;
}

bool is_console(std::string_view agent) {
  if (agent == "AWS Internal" || agent == "signin.amazonaws.com") return true;
  if (agent.starts_with("console.") && agent.ends_with("amazonaws.com")) return true;
  return agent.starts_with("S3Console/") || agent.starts_with("EC2ConsoleFrontend") ||
         agent.starts_with("AWSConsole") || agent.starts_with("aws-internal/");
}

// Tools that hide behind the product of the library they use.
std::string_view named_tool(std::string_view agent) {
  constexpr std::string_view kTools[] = {"Terraform", "Pulumi", "CloudShell", "S3 Browser",
                                         "TruffleHog"};
  for (const std::string_view tool : kTools) {
    if (agent.find(tool) != std::string_view::npos) return tool;
  }
  return {};
}

bool is_browser(std::string_view agent) { return agent.starts_with("Mozilla/"); }

}  // namespace

std::string_view user_agent_family(std::string_view user_agent) {
  const std::string_view agent = strip_brackets(user_agent);
  if (agent.empty()) return {};
  if (is_console(agent)) return "console";
  if (const std::string_view tool = named_tool(agent); !tool.empty()) return tool;
  if (is_browser(agent)) return "browser";
  if (agent.ends_with(kServiceSuffix)) return agent;
  const std::size_t end = agent.find_first_of("/ ,;(");
  return agent.substr(0, end == 0 ? agent.size() : end);
}

}  // namespace trailsift
