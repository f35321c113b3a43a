// SPDX-License-Identifier: Apache-2.0
#include "model/user_agent.h"

#include <string>

#include "trailsift/base/ascii.h"
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

struct Sign {
  std::string_view part;  // of a user agent, in any case
  std::string_view name;
};

// The first that is there counts: those that come later are named by the others, too.
constexpr Sign kBrowsers[] = {{"edg", "Edge"},
                              {"opr/", "Opera"},
                              {"firefox/", "Firefox"},
                              {"chrome/", "Chrome"},
                              {"safari/", "Safari"}};
constexpr Sign kSystems[] = {{"iphone", "iOS"},      {"ipad", "iOS"},       {"android", "Android"},
                             {"windows", "Windows"}, {"darwin", "macOS"},   {"mac os", "macOS"},
                             {"macos", "macOS"},     {"cros ", "ChromeOS"}, {"linux", "Linux"}};

template <std::size_t kSize>
std::string_view first_sign(const Sign (&signs)[kSize], std::string_view agent) {
  for (const Sign& sign : signs) {
    if (contains_ignore_case(agent, sign.part)) return sign.name;
  }
  return {};
}

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

std::string_view client_of(std::string_view user_agent, Arena& arena) {
  std::string_view product = user_agent_family(user_agent);
  if (product == "browser") {
    if (const std::string_view kind = first_sign(kBrowsers, user_agent); !kind.empty()) {
      product = kind;
    }
  }
  const std::string_view system = first_sign(kSystems, user_agent);
  if (product.empty() || product == "console" || system.empty()) return product;
  return arena.copy(std::string(product).append(" on ").append(system));
}

}  // namespace trailsift
