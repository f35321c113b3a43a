// SPDX-License-Identifier: Apache-2.0
#include "trailsift/cli/overwrite_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "trailsift/base/ascii.h"
#include "trailsift/model/packed_text.h"
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

// Logs are stored packed, and what is packed is not looked into: no output of ours ever is.
bool is_packed(const std::string& path) {
  std::array<char, 16> head{};
  std::ifstream file(path, std::ios::binary);
  file.read(head.data(), head.size());
  return !packed_as({head.data(), static_cast<std::size_t>(file.gcount())}).empty();
}

bool is_evidence(const FileReport& report) {
  constexpr auto kEvidence = std::to_array<std::string_view>({"digest", "aws-config"});
  return report.is_log ||
         std::any_of(report.losses.begin(), report.losses.end(),
                     [](const ReadLoss& loss) { return loss.reason == "unsupported-container"; }) ||
         std::any_of(report.skipped.begin(), report.skipped.end(),
                     [&](const auto& skip) { return is_one_of(skip.first, kEvidence); });
}

// What is at `path` that must not be lost; "" when nothing is.
std::string_view evidence_at(const std::string& path) {
  if (is_packed(path)) return "packed data, as logs are stored";
  io::InputFile file;
  file.path = path;
  RecordReader reader;
  FirstRecords records;
  const FileReport report = reader.read(file, records, &records.met());
  if (records.met()) return "CloudTrail records";
  return is_evidence(report) ? "data of CloudTrail or AWS Config" : "";
}

}  // namespace

std::optional<Error> refuse_to_overwrite_log(const std::string& path) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) return std::nullopt;
  const std::string_view evidence = evidence_at(path);
  if (evidence.empty()) return std::nullopt;
  return Error{"would-overwrite-log",
               fmt::format("cannot write {}: it holds {}, which would be lost", path, evidence),
               {},
               "Name a file that is no log."};
}

}  // namespace trailsift::cli
