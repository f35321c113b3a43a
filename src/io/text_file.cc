// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/text_file.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace trailsift::io {
namespace {

Error cannot_read(const std::string& path, const std::string& why) {
  return {"cannot-read", "cannot read: " + why, {path, 0, 0}, ""};
}

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t max_bytes) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) {
    return cannot_read(path, problem ? problem.message() : "there is no such file");
  }
  if (std::filesystem::is_directory(status)) return cannot_read(path, "it is a folder");
  if (!std::filesystem::is_regular_file(status)) return cannot_read(path, "it is not a file");

  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return cannot_read(path, std::generic_category().message(errno));
  std::string text;
  std::array<char, 16384> piece;
  while (text.size() <= max_bytes && file) {
    file.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) return cannot_read(path, "the file system reports an error");
  if (text.size() <= max_bytes) return text;
  const std::string limit = std::to_string(max_bytes);
  return Error{"file-too-large", "larger than " + limit + " bytes", {path, 0, 0}, ""};
}

}  // namespace trailsift::io
