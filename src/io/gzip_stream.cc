// SPDX-License-Identifier: Apache-2.0
#include "io/gzip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <new>

namespace trailsift::io {
namespace {

constexpr char kMagicFirst = '\x1f';
constexpr char kMagicSecond = '\x8b';
constexpr int kGzipWithLargestWindow = 31;
constexpr std::size_t kLargestStep = 1U << 30;  // zlib counts in 32 bits

}  // namespace

bool begins_like_gzip(std::string_view bytes, bool is_all) {
  if (!begins_member(bytes)) return false;
  return bytes.size() == 1 ? is_all : bytes[1] == kMagicSecond;
}

bool begins_member(std::string_view bytes) {
  return !bytes.empty() && bytes.front() == kMagicFirst;
}

struct GzipStream::Zlib {
  Zlib() {
    if (inflateInit2(&stream, kGzipWithLargestWindow) != Z_OK) throw std::bad_alloc();
  }
  ~Zlib() { inflateEnd(&stream); }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;

  z_stream stream{};
};

GzipStream::GzipStream() : zlib_(std::make_unique<Zlib>()) {}
GzipStream::~GzipStream() = default;

void GzipStream::start() {
  inflateReset(&zlib_->stream);
  place_ = Place::kMember;
  damage_ = DecodeStatus::kOk;
}

GzipStream::Progress GzipStream::inflate(std::string_view input, char* out, std::size_t room) {
  Progress total;
  while (damage_ == DecodeStatus::kOk && total.given < room) {
    const std::string_view rest = input.substr(total.taken);
    Progress step;
    if (place_ == Place::kMember) {
      step = inflate_member(rest, out + total.given, room - total.given);
    } else if (rest.empty()) {
      break;
    } else {
      step.taken = pass_edge(rest);
      total.taken += step.taken;
      continue;
    }
    total.taken += step.taken;
    total.given += step.given;
    if (step.taken == 0 && step.given == 0) break;
  }
  return total;
}

GzipStream::Progress GzipStream::inflate_member(std::string_view input, char* out,
                                                std::size_t room) {
  z_stream& stream = zlib_->stream;
  const auto input_bytes = static_cast<uInt>(std::min(input.size(), kLargestStep));
  const auto out_bytes = static_cast<uInt>(std::min(room, kLargestStep));
  // zlib reads through a pointer to non-const and does not write through it.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream.avail_in = input_bytes;
  stream.next_out = reinterpret_cast<Bytef*>(out);
  stream.avail_out = out_bytes;
  const int outcome = ::inflate(&stream, Z_NO_FLUSH);
  if (outcome == Z_STREAM_END) {
    place_ = Place::kBetween;
  } else if (outcome == Z_MEM_ERROR) {
    throw std::bad_alloc();
  } else if (outcome != Z_OK && outcome != Z_BUF_ERROR) {
    damage_ = DecodeStatus::kCorruptGzip;
  }
  return {input_bytes - stream.avail_in, out_bytes - stream.avail_out};
}

// Behind a member come another one, zero bytes up to the end of the file, or rubbish.
std::size_t GzipStream::pass_edge(std::string_view input) {
  if (place_ == Place::kBetween && begins_member(input)) {
    inflateReset(&zlib_->stream);
    place_ = Place::kMember;
    return 0;
  }
  place_ = Place::kPadding;
  const std::size_t padding = input.find_first_not_of('\0');
  if (padding == std::string_view::npos) return input.size();
  damage_ = DecodeStatus::kTrailingGarbage;
  return padding;
}

const char* GzipStream::message() const {
  switch (damage_) {
    case DecodeStatus::kOk:
      return "";
    case DecodeStatus::kTrailingGarbage:
      return kTrailingGarbageText;
    default:
      return zlib_->stream.msg != nullptr ? zlib_->stream.msg : "invalid compressed data";
  }
}

}  // namespace trailsift::io
