// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "trailsift/base/result.h"

namespace trailsift::io {

// Reads a small file (a rule, a configuration) whole. Errors: "cannot-read" for what the system
// refuses and for anything but a regular file (a FIFO or a device is never opened),
// "file-too-large" for more than `max_bytes`. The location names the file.
[[nodiscard]] Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes);

}  // namespace trailsift::io
