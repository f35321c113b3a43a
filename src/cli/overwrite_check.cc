// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/overwrite_check.h"

#include <atomic>
#include <filesystem>
#include <system_error>

#include "trailsift/model/record_reader.h"

namespace trailsift::cli {
namespace {

// Ends the reading with the first records.
class FirstRecords : public EventSink {
 public:
  void take(std::span<Event>, Arena&) override { met_ = true; }
  [[nodiscard]] const std::atomic<bool>& met() const { return met_; }

 private:
  std::atomic<bool> met_ = false;
};

}  // namespace

std::optional<Error> refuse_to_overwrite_log(const std::string& path) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) return std::nullopt;
  io::InputFile file;
  file.path = path;
  RecordReader reader;
  FirstRecords records;
  const FileReport report = reader.read(file, records, &records.met());
  if (!records.met() && !report.is_log) return std::nullopt;
  return Error{"would-overwrite-log",
               "cannot write " + path + ": it holds CloudTrail records, which would be lost",
               {},
               "Name a file that is no log."};
}

}  // namespace trailsift::cli
