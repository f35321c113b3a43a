// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>

namespace trailsift::cli {
namespace {

std::atomic<bool> interrupt_seen{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler writes it");

extern "C" void on_interrupt(int signal) {
  if (interrupt_seen.exchange(true)) ::_exit(128 + signal);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_for_interrupts() {
  handle(SIGINT, on_interrupt);
  handle(SIGTERM, on_interrupt);
}

const std::atomic<bool>& interrupted() { return interrupt_seen; }

void turn_write_signals_into_errors() {
  handle(SIGPIPE, SIG_IGN);
  handle(SIGXFSZ, SIG_IGN);
}

}  // namespace trailsift::cli
