// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

namespace trailsift::detect {

struct HitData;

// What a thread's matcher has found so far: for every hit the rule, the time, the event id and
// those values that a correlation groups by or counts, or that a finding shows. Owns all of it, so
// it outlives the batches that the events came in.
//
// Memory: 48 bytes for a hit, and each distinct text, caller and set of values once. Texts taken
// from a record are cut at 2 KiB, values that are only shown at 512 bytes.
//
// One per thread; not thread-safe. Movable.
class HitStore {
 public:
  HitStore();
  ~HitStore();
  HitStore(HitStore&&) noexcept;
  HitStore& operator=(HitStore&&) noexcept;

  [[nodiscard]] std::size_t size() const;  // hits

  // Takes all of it out and leaves the store empty, with new data().
  [[nodiscard]] HitStore take();

  // About what it holds in memory, for reports and tests.
  [[nodiscard]] std::size_t memory_bytes() const;

  // For the detect layer itself; see hit_data.h there.
  [[nodiscard]] HitData& data() { return *data_; }
  [[nodiscard]] const HitData& data() const { return *data_; }

 private:
  std::unique_ptr<HitData> data_;
};

}  // namespace trailsift::detect
