// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/decoder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>

#include "io/gzip_stream.h"
#include "io/padded_buffer.h"
#include "io/raw_file.h"
#include "io/text_stream.h"
#include "io/utf16_text.h"
#include "io/whole_file_inflate.h"

// Most files take the short way: read whole, inflated whole by libdeflate, one window. Whatever
// does not fit or is not sound starts again from its first byte on the long way, TextStream,
// because libdeflate tells nothing about how far it came.
namespace trailsift::io {
namespace {

constexpr std::size_t kSmallestWindow = 16;

DecodeLimits make_consistent(DecodeLimits limits) {
  limits.max_window_bytes = std::max(limits.max_window_bytes, kSmallestWindow);
  limits.chunk_bytes = std::clamp(limits.chunk_bytes, kSmallestWindow, limits.max_window_bytes);
  limits.whole_file_bytes = std::min(limits.whole_file_bytes, limits.max_window_bytes);
  return limits;
}

DecodeStatus opening_status(int error, bool was_opened) {
  if (was_opened) return DecodeStatus::kReadError;
  return error == EACCES || error == EPERM ? DecodeStatus::kPermissionDenied
                                           : DecodeStatus::kCannotOpen;
}

}  // namespace

struct Decoder::State {
  explicit State(const DecodeLimits& wanted)
      : limits(make_consistent(wanted)),
        usual_capacity(std::max(limits.whole_file_bytes + 1, limits.chunk_bytes)),
        raw(limits.whole_file_bytes),
        text(usual_capacity) {}

  [[nodiscard]] std::size_t largest_whole() const;
  void reset();
  void begin_text();
  bool take_whole();
  bool take_plain();
  bool inflate_whole();
  void show_whole(std::size_t size, const EncodingGuess& guess);
  void fill();
  void move_to_front();
  void extend(bool is_stuck);
  [[nodiscard]] Window window() const;

  DecodeLimits limits;
  std::size_t usual_capacity;  // of `text`; what is larger is given back
  RawFile raw;
  PaddedBuffer text;
  WholeFileInflater inflater;
  TextStream stream;

  // The present window is text[begin, end).
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint64_t offset = 0;      // of text[begin] in the decoded text
  std::size_t window_bytes = 0;  // how large a window may be at present
  bool is_begun = false;         // begin_text() was called
  bool is_shown = false;         // the present window was handed out
  bool ended = true;             // nothing comes behind text[end]
  bool is_gzip = false;
  DecodeStatus status = DecodeStatus::kOk;
  std::string error_text;
};

std::size_t Decoder::State::largest_whole() const {
  return static_cast<std::size_t>(
      std::min<std::uint64_t>(limits.whole_file_bytes, limits.max_inflated_bytes));
}

void Decoder::State::reset() {
  if (text.capacity() > usual_capacity) text.replace(usual_capacity);
  begin = end = 0;
  offset = 0;
  text.pad(0);
  window_bytes = limits.chunk_bytes;
  is_begun = is_shown = ended = is_gzip = false;
  status = DecodeStatus::kOk;
  error_text.clear();
}

void Decoder::State::begin_text() {
  is_begun = true;
  if (raw.is_complete() && take_whole()) return;
  stream.start(raw, is_gzip, limits.max_inflated_bytes);
}

bool Decoder::State::take_whole() {
  const std::string_view bytes = raw.buffered();
  if (is_gzip) {
    const std::optional<std::uint32_t> stated = stated_inflated_size(bytes);
    return stated.has_value() && *stated <= largest_whole() && inflate_whole();
  }
  return bytes.size() <= largest_whole() && take_plain();
}

bool Decoder::State::take_plain() {
  const EncodingGuess guess = guess_encoding(raw.buffered());
  if (guess.encoding != TextEncoding::kUtf8) return false;
  const std::size_t size = raw.buffered().size();
  raw.give_buffer_to(text);
  show_whole(size, guess);
  return true;
}

// The room is all that may be used rather than the size that the trailer states, which is that of
// the last member alone.
bool Decoder::State::inflate_whole() {
  text.grow(limits.whole_file_bytes, 0);
  const auto whole = inflater.inflate(raw.buffered(), text.data(), largest_whole());
  if (!whole.has_value()) return false;
  const EncodingGuess guess = guess_encoding({text.data(), whole->size});
  if (guess.encoding != TextEncoding::kUtf8) return false;
  show_whole(whole->size, guess);
  status = whole->status;
  if (status != DecodeStatus::kOk) error_text = kTrailingGarbageText;
  return true;
}

void Decoder::State::show_whole(std::size_t size, const EncodingGuess& guess) {
  begin = guess.mark_bytes;
  end = size;
  text.pad(size);
  ended = true;
}

// Streams up to a full window, so that windows do not depend on how a pipe hands out its data.
void Decoder::State::fill() {
  text.grow(window_bytes, end);
  while (end < window_bytes) {
    const std::size_t count = stream.read(text.data() + end, window_bytes - end);
    end += count;
    if (stream.ended()) {
      ended = true;
      status = stream.status();
      error_text = stream.error_text();
      break;
    }
    if (count == 0) break;
  }
  text.pad(end);
}

void Decoder::State::move_to_front() {
  if (begin == 0) return;
  std::memmove(text.data(), text.data() + begin, end - begin);
  end -= begin;
  begin = 0;
}

void Decoder::State::extend(bool is_stuck) {
  const std::size_t had = end - begin;
  if (is_stuck) {
    window_bytes =
        window_bytes > limits.max_window_bytes / 2 ? limits.max_window_bytes : window_bytes * 2;
  }
  move_to_front();
  fill();
  if (is_stuck && end == had && !ended) {
    status = DecodeStatus::kWindowFull;
    error_text = "a value does not fit " + std::to_string(limits.max_window_bytes) + " bytes";
  }
}

Window Decoder::State::window() const {
  return {{text.data() + begin, end - begin}, offset, ended || status == DecodeStatus::kWindowFull};
}

Decoder::Decoder(const DecodeLimits& limits) : state_(std::make_unique<State>(limits)) {}
Decoder::~Decoder() = default;

DecodeStatus Decoder::open(const InputFile& file, const std::atomic<bool>* stop) {
  State& state = *state_;
  state.reset();
  const int error = state.raw.open(file.path, stop);
  if (error == 0) {
    state.is_gzip = begins_like_gzip(state.raw.buffered(), state.raw.is_complete());
    return DecodeStatus::kOk;
  }
  state.is_begun = state.ended = true;
  state.status = opening_status(error, state.raw.was_opened());
  state.error_text = describe_error(error);
  return state.status;
}

Window Decoder::next(std::size_t consumed) {
  State& state = *state_;
  consumed = std::min(consumed, state.end - state.begin);
  state.begin += consumed;
  state.offset += consumed;
  if (!state.is_begun) state.begin_text();
  if (!state.ended) {
    state.status = DecodeStatus::kOk;
    state.extend(state.is_shown && consumed == 0);
  }
  state.is_shown = true;
  return state.window();
}

bool Decoder::skip_to_next_line() {
  State& state = *state_;
  if (!state.ended) state.status = DecodeStatus::kOk;
  state.is_shown = false;
  state.window_bytes = state.limits.chunk_bytes;
  state.offset += state.end - state.begin;
  state.begin = state.end = 0;
  while (!state.ended) {
    state.fill();
    const void* newline = std::memchr(state.text.data(), '\n', state.end);
    if (newline != nullptr) {
      state.begin =
          static_cast<std::size_t>(static_cast<const char*>(newline) - state.text.data()) + 1;
      state.offset += state.begin;
      return true;
    }
    state.offset += state.end;
    state.end = 0;
  }
  state.text.pad(0);
  return false;
}

DecodeStatus Decoder::status() const { return state_->status; }
const std::string& Decoder::error_text() const { return state_->error_text; }
std::uint64_t Decoder::bytes_read() const { return state_->raw.bytes_read(); }
std::uint64_t Decoder::bytes_decoded() const {
  return state_->offset + (state_->end - state_->begin);
}
bool Decoder::was_gzip() const { return state_->is_gzip; }
bool Decoder::was_stopped() const { return state_->raw.was_stopped(); }

}  // namespace trailsift::io
