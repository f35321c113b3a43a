// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/io/path_name.h"

namespace trailsift::io {

// What is known of a file before it is opened.
struct FileFacts {
  std::uint64_t size = 0;         // on disk; 0 for standard input and pipes
  Timestamp delivered = kNoTime;  // see NameFacts
  bool delivered_precise = false;
  NameClass name_class = NameClass::kOther;
};

// A file to read. Owns its names.
struct InputFile : FileFacts {
  std::string path;  // to open; "-" is standard input
  // The same on every machine: the path as typed, or below the folder typed. When several paths
  // were typed, the folder as typed stands before it, so that names are told apart.
  std::string display;
};

// Files in a few dozen bytes each, because a folder of logs may hold millions: a folder's path, and
// what all names in it begin and end with, are kept once. Value type; not for writing from several
// threads at once, free to read from any number of them.
class FileList {
 public:
  struct NamedFile {
    std::string name;  // at most 255 bytes, as file systems have it
    std::uint64_t size = 0;
  };

  // Adds the files of one folder. `path` ends in a slash; its first `hidden` bytes are not
  // displayed.
  void add_folder(std::string_view path, std::size_t hidden, std::span<const NamedFile> files);

  // Adds a file by the path that was typed for it.
  void add_typed(std::string_view path, bool is_standard_input, std::uint64_t size);

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  [[nodiscard]] InputFile operator[](std::size_t index) const;
  [[nodiscard]] FileFacts facts(std::size_t index) const { return facts_of(entries_[index]); }

  // The accounts that the names of logs tell, of files that were taken off the list, too.
  [[nodiscard]] const std::set<std::string, std::less<>>& log_accounts() const {
    return log_accounts_;
  }

  // The order of files by what is displayed.
  [[nodiscard]] bool is_displayed_before(std::size_t left, std::size_t right) const;

  // Keeps only the files that stand where `kept` is true; `kept` is as long as the list.
  void keep(const std::vector<bool>& kept);

  // Without a delivery time first, then by time; then by display. Gives back spare memory.
  void sort();

  // Removes the files for which `remove(facts)` is true; says how many.
  template <typename Remove>
  std::size_t erase_if(Remove&& remove) {
    return std::erase_if(entries_, [&](const Entry& entry) { return remove(facts_of(entry)); });
  }

 private:
  // A folder's bytes lie one behind the other: its path, what all its names begin with, what they
  // end with, then what each name has of its own.
  struct Folder {
    std::uint64_t begin = 0;
    std::uint32_t path = 0;    // bytes
    std::uint32_t hidden = 0;  // bytes of the path
    std::uint16_t prefix = 0;
    std::uint16_t suffix = 0;
  };
  struct Entry {
    std::uint64_t size = 0;
    Timestamp delivered = kNoTime;
    std::uint32_t folder = 0;
    std::uint32_t offset = 0;  // of the name's own part, in the folder's bytes
    std::uint16_t own = 0;     // bytes of that part
    NameClass name_class = NameClass::kOther;
    bool delivered_precise : 1 = false;
    bool is_standard_input : 1 = false;
  };
  static_assert(sizeof(Entry) == 32);

  // What a path is made of, in order: folder, prefix, own part, suffix.
  using Pieces = std::array<std::string_view, 4>;
  [[nodiscard]] Pieces pieces(const Entry& entry) const;
  [[nodiscard]] Pieces displayed_pieces(const Entry& entry) const;
  [[nodiscard]] static FileFacts facts_of(const Entry& entry);
  std::uint32_t begin_folder(std::string_view path, std::size_t hidden);
  void append(std::string_view text) { bytes_.insert(bytes_.end(), text.begin(), text.end()); }

  void note_account(std::string_view account);

  std::vector<char> bytes_;
  std::vector<Folder> folders_;
  std::vector<Entry> entries_;
  std::set<std::string, std::less<>> log_accounts_;
};

}  // namespace trailsift::io
