// SPDX-License-Identifier: Apache-2.0
#include "tests/support/run_tool.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "tests/support/temp_folder.h"

namespace trailsift::testing {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

void redirect(int descriptor, const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags, 0600);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(126);
}

int pipe_without_reader() {
  int ends[2];
  if (::pipe(ends) != 0) return -1;
  ::close(ends[0]);
  return ends[1];
}

}  // namespace

// Output goes through files, so that no pipe can fill up and stop the program.
ToolRun run_tool(const std::vector<std::string>& command, const ToolSetup& setup) {
  const TempFolder folder;
  const std::string input = folder.write("in", setup.input);
  const std::string out = setup.out_path.empty() ? folder.file("out") : setup.out_path;
  const std::string err = folder.file("err");
  std::vector<std::string> arguments = command;
  const char* search_path = std::getenv("PATH");
  std::vector<std::string> environment = {std::string("PATH=") + (search_path ? search_path : "")};
  for (const auto& [name, value] : setup.environment) environment.push_back(name + "=" + value);
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> environment_pointers = pointers(environment);

  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    redirect(0, input, O_RDONLY);
    redirect(1, out, O_WRONLY | O_CREAT);
    redirect(2, err, O_WRONLY | O_CREAT);
    if (setup.close_out) ::dup2(pipe_without_reader(), 1);
    if (::chdir(setup.folder.c_str()) != 0) ::_exit(126);
    ::signal(SIGPIPE, SIG_DFL);
    ::execvpe(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  ToolRun run;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (setup.out_path.empty()) run.out = read_file(out);
  run.err = read_file(err);
  return run;
}

}  // namespace trailsift::testing
