// SPDX-License-Identifier: Apache-2.0
#include "tests/support/decoded_file.h"

#include <stdexcept>

namespace trailsift::testing {

DecodedFile decode(io::Decoder& decoder, const std::string& path) {
  io::InputFile file;
  file.path = path;
  DecodedFile decoded;
  static_cast<void>(decoder.open(file));
  io::Window window = decoder.next(0);
  while (true) {
    ++decoded.windows;
    check_padding(window);
    if (window.offset != decoded.text.size()) throw std::runtime_error("wrong offset");
    decoded.text += window.bytes;
    if (window.last) break;
    window = decoder.next(window.bytes.size());
  }
  decoded.status = decoder.status();
  decoded.error_text = decoder.error_text();
  decoded.bytes_decoded = decoder.bytes_decoded();
  decoded.bytes_read = decoder.bytes_read();
  decoded.was_gzip = decoder.was_gzip();
  return decoded;
}

DecodedFile decode(const std::string& path, const io::DecodeLimits& limits) {
  io::Decoder decoder(limits);
  return decode(decoder, path);
}

io::DecodeLimits streaming_limits(std::size_t chunk_bytes) {
  io::DecodeLimits limits;
  limits.whole_file_bytes = 0;
  limits.chunk_bytes = chunk_bytes;
  return limits;
}

void check_padding(const io::Window& window) {
  const char* padding = window.bytes.data() + window.bytes.size();
  for (std::size_t i = 0; i < io::kWindowPadding; ++i) {
    if (padding[i] != 0) throw std::runtime_error("padding is not zero");
  }
}

}  // namespace trailsift::testing
