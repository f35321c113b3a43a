// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gzip_maker.h"

#include <zlib.h>

#include <algorithm>
#include <stdexcept>

namespace trailsift::testing {
namespace {

class Deflater {
 public:
  explicit Deflater(int level) {
    if (deflateInit2(&stream_, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::runtime_error("deflateInit2");
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  void add(std::string_view text, bool is_last) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream_.avail_in = static_cast<uInt>(text.size());
    char part[4096];
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(part);
      stream_.avail_out = sizeof part;
      deflate(&stream_, is_last ? Z_FINISH : Z_NO_FLUSH);
      gzip_.append(part, sizeof part - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }
  [[nodiscard]] const std::string& gzip() const { return gzip_; }

 private:
  z_stream stream_{};
  std::string gzip_;
};

}  // namespace

std::string gzip(std::string_view text, int level) {
  Deflater deflater(level);
  deflater.add(text, true);
  return deflater.gzip();
}

std::string gzip_run(char byte, std::size_t count) {
  const std::string block(std::size_t{1} << 20, byte);
  Deflater deflater(9);
  for (std::size_t left = count; left != 0; left -= std::min(left, block.size())) {
    deflater.add(std::string_view(block).substr(0, left), false);
  }
  deflater.add({}, true);
  return deflater.gzip();
}

}  // namespace trailsift::testing
