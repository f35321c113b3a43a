// SPDX-License-Identifier: Apache-2.0
#include "trailsift/detect/assumed_lists.h"

namespace trailsift::detect {
namespace {

constexpr const char* kTrustedAccounts = "trusted_accounts";
constexpr std::size_t kFewestAccounts = 2;

}  // namespace

Placeholders assume_lists(const Placeholders& configured, const io::FileList& files) {
  const auto& accounts = files.log_accounts();
  if (configured.contains(kTrustedAccounts) || accounts.size() < kFewestAccounts) return {};
  return {{kTrustedAccounts, {accounts.begin(), accounts.end()}}};
}

}  // namespace trailsift::detect
