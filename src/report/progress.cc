// SPDX-License-Identifier: Apache-2.0
#include "trailsift/report/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "trailsift/base/size_text.h"
#include "trailsift/io/output_file.h"
#include "trailsift/report/safe_text.h"
#include "trailsift/report/text_layout.h"

namespace trailsift::report {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kFirstDraw = std::chrono::milliseconds(500);
constexpr auto kRedraw = std::chrono::milliseconds(200);
constexpr std::string_view kClearLine = "\r\x1b[K";

// "12 s", "3 min 20 s", "2 h 5 min"
std::string duration_text(double seconds) {
  const auto whole = std::llround(std::max(seconds, 0.0));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace

std::string progress_line(const ProgressState& state, double seconds, std::size_t columns) {
  if (state.files_total == 0) return "Looking for files";
  const double share = state.bytes_total == 0 ? 0
                                              : static_cast<double>(state.bytes_done) /
                                                    static_cast<double>(state.bytes_total);
  std::string line = fmt::format("{:3.0f}%  {} of {} files  {} of {}", std::min(share, 1.0) * 100,
                                 with_commas(state.files_done), with_commas(state.files_total),
                                 size_text(state.bytes_done), size_text(state.bytes_total));
  if (seconds > 0) {
    const double rate = static_cast<double>(state.events) / seconds;
    line += fmt::format("  {} events/s", with_commas(static_cast<std::uint64_t>(rate)));
  }
  if (share > 0.01 && share < 1) {
    line += fmt::format("  about {} left", duration_text(seconds / share - seconds));
  }
  return std::string(head_of(line, columns));
}

struct ProgressPrinter::State {
  int descriptor;
  std::size_t columns;
  std::function<ProgressState()> read;
  Clock::time_point start = Clock::now();
  bool drawn = false;  // of the thread, until it has been joined

  std::mutex mutex;
  std::condition_variable wake;
  bool stopping = false;  // guarded by mutex
  std::thread thread;     // last: it uses everything above

  // Progress is a courtesy: a terminal that takes no more text is not an error.
  void put(const std::string& text) { (void)io::write_fully(descriptor, text, "the terminal"); }

  void draw() {
    const std::chrono::duration<double> passed = Clock::now() - start;
    drawn = true;
    put(std::string(kClearLine) + progress_line(read(), passed.count(), columns - 1));
  }

  void run() {
    std::unique_lock lock(mutex);
    auto pause = kFirstDraw;
    while (!wake.wait_for(lock, pause, [this] { return stopping; })) {
      draw();
      pause = kRedraw;
    }
  }
};

ProgressPrinter::ProgressPrinter(int descriptor, std::size_t columns,
                                 std::function<ProgressState()> read)
    : state_(std::make_unique<State>()) {
  state_->descriptor = descriptor;
  state_->columns = std::max<std::size_t>(columns, 2);
  state_->read = std::move(read);
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

ProgressPrinter::~ProgressPrinter() { stop(); }

void ProgressPrinter::stop() {
  if (!state_->thread.joinable()) return;
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_one();
  state_->thread.join();
  if (state_->drawn) state_->put(std::string(kClearLine));
}

}  // namespace trailsift::report
