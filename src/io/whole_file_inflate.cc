// SPDX-License-Identifier: Apache-2.0
#include "io/whole_file_inflate.h"

#include <libdeflate.h>

#include <new>

#include "io/gzip_stream.h"

namespace trailsift::io {
namespace {

constexpr std::size_t kSmallestMember = 18;    // header 10, trailer 8
constexpr std::uint64_t kLargestRatio = 1032;  // of deflate: 258 bytes out of two bits

}  // namespace

std::optional<std::uint32_t> stated_inflated_size(std::string_view gzip) {
  if (gzip.size() < kSmallestMember) return std::nullopt;
  std::uint32_t size = 0;
  for (std::size_t i = 1; i <= 4; ++i) {
    size = size << 8 | static_cast<unsigned char>(gzip[gzip.size() - i]);
  }
  if (size > gzip.size() * kLargestRatio) return std::nullopt;
  return size;
}

struct WholeFileInflater::Libdeflate {
  Libdeflate() : decompressor(libdeflate_alloc_decompressor()) {
    if (decompressor == nullptr) throw std::bad_alloc();
  }
  ~Libdeflate() { libdeflate_free_decompressor(decompressor); }
  Libdeflate(const Libdeflate&) = delete;
  Libdeflate& operator=(const Libdeflate&) = delete;

  libdeflate_decompressor* decompressor;
};

WholeFileInflater::WholeFileInflater() : libdeflate_(std::make_unique<Libdeflate>()) {}
WholeFileInflater::~WholeFileInflater() = default;

std::optional<WholeFileInflater::Text> WholeFileInflater::inflate(std::string_view gzip, char* out,
                                                                  std::size_t room) {
  Text text;
  do {
    std::size_t taken = 0;
    std::size_t given = 0;
    const libdeflate_result outcome =
        libdeflate_gzip_decompress_ex(libdeflate_->decompressor, gzip.data(), gzip.size(),
                                      out + text.size, room - text.size, &taken, &given);
    if (outcome != LIBDEFLATE_SUCCESS) return std::nullopt;
    gzip.remove_prefix(taken);
    text.size += given;
  } while (begins_member(gzip));
  if (gzip.find_first_not_of('\0') != std::string_view::npos) {
    text.status = DecodeStatus::kTrailingGarbage;
  }
  return text;
}

}  // namespace trailsift::io
