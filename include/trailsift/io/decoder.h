// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "trailsift/io/decode_status.h"
#include "trailsift/io/input_set.h"

namespace trailsift::io {

// Bytes behind the end of every window that may be read (they are zero) though they mean nothing.
inline constexpr std::size_t kWindowPadding = 64;

struct DecodeLimits {
  // Of the text of one file, before UTF-16 is converted; what lies behind is a loss. Holds for
  // plain files too: a sparse one is as good a bomb as a gzip.
  std::uint64_t max_inflated_bytes = 4ULL << 30;
  std::size_t whole_file_bytes = 24U << 20;  // inflated in one go up to here, else streamed
  std::size_t chunk_bytes = 4U << 20;        // the size of a window while streaming; 16 at least
  std::size_t max_window_bytes = 64U << 20;  // a window never grows beyond this
};

// A stretch of decoded bytes.
struct Window {
  std::string_view bytes;    // kWindowPadding zero bytes follow
  std::uint64_t offset = 0;  // of bytes[0] in the decoded text
  bool last = false;         // nothing follows
};

// Turns one file at a time into decoded text: inflates gzip (by its magic number, however named;
// several members are one text), drops a UTF-8 byte-order mark, converts UTF-16 with or without a
// mark to UTF-8. One per worker thread: buffers are reused from file to file, and open files are
// closed at the latest by the next open(). Not thread-safe. Throws std::bad_alloc and nothing else.
//
// Memory: twice the larger of whole_file_bytes and chunk_bytes, as far as files fill it, and while
// a large value is met one and a half times max_window_bytes. What a file claims about its size is
// not believed beyond that.
//
// Use: open(), then next(0), then next(n) with the number of bytes of the window that are done
// with, until a window is `last`. The rest of the window is carried over to the front of the next
// one. A window's bytes live until the next call on the decoder.
class Decoder {
 public:
  explicit Decoder(const DecodeLimits& limits = {});
  ~Decoder();
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  // Ends the file before. kOk, kCannotOpen, kPermissionDenied or kReadError; error_text() says
  // more. Unless it is kOk, the next window is empty and last. Here and in next(), a pipe whose
  // writer is silent is waited for until `stop`, when given, is true; then the text ends there, and
  // was_stopped() is true. `stop` is looked at until the next open().
  [[nodiscard]] DecodeStatus open(const InputFile& file, const std::atomic<bool>* stop = nullptr);

  // The next window: what is left of the one before (all but `consumed` bytes) and more behind it.
  // When no more can be had, `last` is set and status() says why. With consumed == 0 on a window
  // that is as large as max_window_bytes, the window is `last` and the status kWindowFull.
  [[nodiscard]] Window next(std::size_t consumed);

  // Goes on behind a value that does not fit: throws the present window away and everything after
  // it up to and including the next newline, then works as if just opened there: next(0) follows.
  // False at the end. Precondition: next() was called.
  [[nodiscard]] bool skip_to_next_line();

  // kOk until the last window; then why the text ends there.
  [[nodiscard]] DecodeStatus status() const;
  // A sentence on the error, for a person: "No such file or directory", "invalid distance too far".
  [[nodiscard]] const std::string& error_text() const;
  [[nodiscard]] std::uint64_t bytes_read() const;  // of the present file, from disk
  // Of the present file's text, up to the end of the present window: where damage is reported.
  [[nodiscard]] std::uint64_t bytes_decoded() const;
  [[nodiscard]] bool was_gzip() const;  // known once the file is open
  [[nodiscard]] bool was_stopped() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace trailsift::io
