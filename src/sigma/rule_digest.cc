// SPDX-License-Identifier: Apache-2.0
#include "trailsift/sigma/rule_digest.h"

#include <algorithm>

#include "trailsift/base/sha256.h"

namespace trailsift::sigma {

std::string digest_rules(std::vector<std::string_view> texts) {
  std::sort(texts.begin(), texts.end());
  Sha256 digest;
  for (const std::string_view text : texts) {
    digest.update(std::to_string(text.size()) + "\n");
    digest.update(text);
  }
  const std::string hex = digest.finish();
  return hex.empty() ? hex : "sha256:" + hex;
}

}  // namespace trailsift::sigma
