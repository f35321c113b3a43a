// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "trailsift/base/time.h"
#include "trailsift/io/file_list.h"

namespace trailsift::detect {

// Hands out files in their order, one at a time, and knows how far back the files lie that somebody
// is still at. Used by all workers.
class WorkQueue {
 public:
  // `files` are ordered by delivery.
  WorkQueue(io::FileList files, unsigned workers)
      : files_(std::move(files)), at_(workers, files_.size()) {}

  struct Work {
    io::InputFile file;
    Timestamp oldest_delivery = kNoTime;  // of all files that are not done
  };

  // The next file for a worker, who is done with the one before; nothing when there is no more.
  [[nodiscard]] std::optional<Work> next(unsigned worker);

  // From now on there is no more for anybody.
  void abandon();

  // Files that nobody has asked for.
  [[nodiscard]] std::size_t left() const;

 private:
  io::FileList files_;
  mutable std::mutex mutex_;
  std::size_t next_ = 0;
  std::vector<std::size_t> at_;  // by worker: the file it is at
};

}  // namespace trailsift::detect
