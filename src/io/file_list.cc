// SPDX-License-Identifier: Apache-2.0
#include "trailsift/io/file_list.h"

#include <algorithm>
#include <tuple>

namespace trailsift::io {
namespace {

std::size_t common_prefix(std::string_view left, std::string_view right) {
  const auto [end, other] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  return static_cast<std::size_t>(end - left.begin());
}

std::size_t common_suffix(std::string_view left, std::string_view right) {
  const auto [end, other] = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
  return static_cast<std::size_t>(end - left.rbegin());
}

// Lengths of what all names begin with and end with, which do not overlap in any name.
std::pair<std::size_t, std::size_t> shared_ends(std::span<const FileList::NamedFile> files) {
  const std::string_view first = files.front().name;
  std::size_t prefix = first.size();
  std::size_t suffix = first.size();
  std::size_t shortest = first.size();
  for (const FileList::NamedFile& file : files) {
    prefix = std::min(prefix, common_prefix(first, file.name));
    suffix = std::min(suffix, common_suffix(first, file.name));
    shortest = std::min(shortest, file.name.size());
  }
  return {prefix, std::min(suffix, shortest - prefix)};
}

std::string joined(const std::array<std::string_view, 4>& pieces) {
  std::string text;
  std::size_t size = 0;
  for (const std::string_view piece : pieces) size += piece.size();
  text.reserve(size);
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

// Compares two texts that come in pieces, without joining them.
bool is_before(std::array<std::string_view, 4> left, std::array<std::string_view, 4> right) {
  std::size_t at_left = 0;
  std::size_t at_right = 0;
  while (true) {
    while (at_left < left.size() && left[at_left].empty()) ++at_left;
    while (at_right < right.size() && right[at_right].empty()) ++at_right;
    if (at_right == right.size()) return false;
    if (at_left == left.size()) return true;
    const std::size_t size = std::min(left[at_left].size(), right[at_right].size());
    const int order = left[at_left].substr(0, size).compare(right[at_right].substr(0, size));
    if (order != 0) return order < 0;
    left[at_left].remove_prefix(size);
    right[at_right].remove_prefix(size);
  }
}

}  // namespace

std::uint32_t FileList::begin_folder(std::string_view path, std::size_t hidden) {
  Folder folder;
  folder.begin = bytes_.size();
  folder.path = static_cast<std::uint32_t>(path.size());
  folder.hidden = static_cast<std::uint32_t>(hidden);
  folders_.push_back(folder);
  append(path);
  return static_cast<std::uint32_t>(folders_.size() - 1);
}

void FileList::add_folder(std::string_view path, std::size_t hidden,
                          std::span<const NamedFile> files) {
  if (files.empty()) return;
  const std::uint32_t number = begin_folder(path, hidden);
  Folder& folder = folders_.back();
  const auto [prefix, suffix] = shared_ends(files);
  const std::string_view first = files.front().name;
  append(first.substr(0, prefix));
  append(first.substr(first.size() - suffix));
  folder.prefix = static_cast<std::uint16_t>(prefix);
  folder.suffix = static_cast<std::uint16_t>(suffix);
  std::string whole(path);
  for (const NamedFile& file : files) {
    const std::string_view own =
        std::string_view(file.name).substr(prefix, file.name.size() - prefix - suffix);
    const NameFacts facts = read_name(whole.replace(path.size(), whole.npos, file.name));
    entries_.push_back({file.size, facts.delivered, number,
                        static_cast<std::uint32_t>(bytes_.size() - folder.begin),
                        static_cast<std::uint16_t>(own.size()), facts.name_class,
                        facts.delivered_precise, false});
    append(own);
    note_account(facts.account);
  }
}

void FileList::add_typed(std::string_view path, bool is_standard_input, std::uint64_t size) {
  const NameFacts facts = read_name(is_standard_input ? "-" : path);
  entries_.push_back({size, facts.delivered, begin_folder(path, 0), 0, 0, facts.name_class,
                      facts.delivered_precise, is_standard_input});
  note_account(facts.account);
}

void FileList::note_account(std::string_view account) {
  if (!account.empty() && !log_accounts_.contains(account)) log_accounts_.emplace(account);
}

FileList::Pieces FileList::pieces(const Entry& entry) const {
  const Folder& folder = folders_[entry.folder];
  const std::string_view bytes(bytes_.data() + folder.begin, bytes_.size() - folder.begin);
  return {bytes.substr(0, folder.path), bytes.substr(folder.path, folder.prefix),
          bytes.substr(entry.offset, entry.own),
          bytes.substr(folder.path + folder.prefix, folder.suffix)};
}

FileList::Pieces FileList::displayed_pieces(const Entry& entry) const {
  Pieces shown = pieces(entry);
  shown[0].remove_prefix(folders_[entry.folder].hidden);
  return shown;
}

FileFacts FileList::facts_of(const Entry& entry) {
  return {entry.size, entry.delivered, entry.delivered_precise, entry.name_class};
}

InputFile FileList::operator[](std::size_t index) const {
  const Entry& entry = entries_[index];
  return {facts_of(entry), entry.is_standard_input ? "-" : joined(pieces(entry)),
          joined(displayed_pieces(entry))};
}

bool FileList::is_displayed_before(std::size_t left, std::size_t right) const {
  return is_before(displayed_pieces(entries_[left]), displayed_pieces(entries_[right]));
}

void FileList::keep(const std::vector<bool>& kept) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (kept[i]) entries_[end++] = entries_[i];
  }
  entries_.resize(end);
}

void FileList::sort() {
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& left, const Entry& right) {
    if (left.delivered != right.delivered) return left.delivered < right.delivered;
    return is_before(displayed_pieces(left), displayed_pieces(right));
  });
  bytes_.shrink_to_fit();
  folders_.shrink_to_fit();
  entries_.shrink_to_fit();
}

}  // namespace trailsift::io
