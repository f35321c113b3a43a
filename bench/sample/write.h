// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sample {

// Writes the sample incident into `folder`: AWSLogs/ and truth.json. The content of every file and
// its name are the same every time; how gzip packs it may differ from one version of the
// compression library to the next. Throws std::runtime_error when a file cannot be written.
void write_sample(const std::string& folder);

}  // namespace sample
