// SPDX-License-Identifier: Apache-2.0
// Runs a command, throws its standard output away, and writes one line into a file: wall seconds,
// CPU seconds of it and of the children it waited for, peak memory of the largest of them in KiB,
// and exit status.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

[[noreturn]] void fail(const char* what) {
  std::perror(what);
  std::exit(125);
}

// The command's own output goes away: it is its cost that is wanted.
[[noreturn]] void become(char** command) {
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0) fail("/dev/null");
  execvp(command[0], command);
  fail(command[0]);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: measure FILE COMMAND [ARGUMENT...]\n", stderr);
    return 125;
  }
  if (access(argv[1], X_OK) == 0) {
    std::fprintf(stderr, "measure: %s is a program; name the file for the figures first\n",
                 argv[1]);
    return 125;
  }
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) become(argv + 2);
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) < 0) fail("wait4");
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const int exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::FILE* out = std::fopen(argv[1], "w");
  if (out == nullptr) fail(argv[1]);
  std::fprintf(out, "%.4f %.4f %ld %d\n", wall.count(),
               seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss,
               exit_status);
  std::fclose(out);
  return exit_status;
}
