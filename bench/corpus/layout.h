// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "corpus/activity.h"
#include "corpus/random.h"

namespace corpus {

// Where CloudTrail puts a log file below the bucket ("CloudTrail log file names"):
// AWSLogs/[o-…/]<account>/CloudTrail/<region>/YYYY/MM/DD/<account>_CloudTrail_<region>_<stamp>_<id>.json
// and ".gz" after it when `compressed`.
[[nodiscard]] std::string log_file_path(const LogFile& file, Random& random, bool compressed);

// The file's content: {"Records":[…]} without a line break.
[[nodiscard]] std::string log_file_content(const LogFile& file);

}  // namespace corpus
