// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/file_report.h"

namespace trailsift {

void FileReport::lose(std::string_view reason, std::uint64_t position, std::string_view detail) {
  for (ReadLoss& loss : losses) {
    if (loss.reason != reason) continue;
    ++loss.count;
    return;
  }
  losses.push_back({std::string(reason), position, 1, std::string(detail)});
}

}  // namespace trailsift
