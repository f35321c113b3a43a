// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/console.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trailsift::cli::console_test {
namespace {

// What is written to standard error while `work` runs.
template <typename Work>
std::string said_by(const Work& work) {
  ::testing::internal::CaptureStderr();
  work();
  return ::testing::internal::GetCapturedStderr();
}

std::vector<sigma::Diagnostic> warning_and_error() {
  sigma::Diagnostic warning;
  warning.severity = sigma::Severity::kWarning;
  warning.message = "a warning";
  sigma::Diagnostic error;
  error.message = "an error";
  return {warning, error};
}

TEST(Console, QuietLeavesErrorsAlone) {
  const Error error{"bad-thing", "it is bad", {}, ""};
  for (const bool quiet : {false, true}) {
    const Console console(quiet);
    const std::string said = said_by([&] {
      EXPECT_EQ(console.error(error), ExitStatus::kFailed);
      console.diagnostics(warning_and_error());
      console.note("a note");
      console.show("a line\n");
    });
    EXPECT_NE(said.find("trailsift: "), std::string::npos);
    EXPECT_NE(said.find("it is bad"), std::string::npos);
    EXPECT_NE(said.find("an error"), std::string::npos);
    EXPECT_EQ(said.find("a warning") == std::string::npos, quiet);
    EXPECT_EQ(said.find("trailsift: a note\n") == std::string::npos, quiet);
    EXPECT_EQ(said.find("a line\n") == std::string::npos, quiet);
  }
}

TEST(Console, MakesEachLineSafe) {
  EXPECT_EQ(said_by([] { Console(false).note("one\x1b[2J\ntwo\x9b"); }),
            "trailsift: one\\x1b[2J\ntwo\uFFFD\n");
}

TEST(WriteOut, GivesTheStatusOfWhoeverWrites) {
  ::testing::internal::CaptureStdout();
  EXPECT_EQ(write_out("text\n", ExitStatus::kDone), ExitStatus::kDone);
  EXPECT_EQ(::testing::internal::GetCapturedStdout(), "text\n");
}

}  // namespace
}  // namespace trailsift::cli::console_test
