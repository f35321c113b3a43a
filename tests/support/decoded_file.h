// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "trailsift/io/decoder.h"

namespace trailsift::testing {

// What became of a file that was decoded to its end.
struct DecodedFile {
  std::string text;
  io::DecodeStatus status = io::DecodeStatus::kOk;
  std::string error_text;
  std::size_t windows = 0;
  std::uint64_t bytes_decoded = 0;
  std::uint64_t bytes_read = 0;
  bool was_gzip = false;
};

// Decodes a file, done with every window as a whole. Throws when a window breaks the contract of
// its offset or its padding.
[[nodiscard]] DecodedFile decode(io::Decoder& decoder, const std::string& path);
[[nodiscard]] DecodedFile decode(const std::string& path, const io::DecodeLimits& limits = {});

// Limits under which every file is streamed, in small steps.
[[nodiscard]] io::DecodeLimits streaming_limits(std::size_t chunk_bytes = 64);

// Throws when the window is not followed by zero bytes.
void check_padding(const io::Window& window);

}  // namespace trailsift::testing
