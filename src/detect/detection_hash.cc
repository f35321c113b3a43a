// SPDX-License-Identifier: Apache-2.0
#include "detect/detection_hash.h"

#include <string>
#include <string_view>

#include "trailsift/base/hash.h"

namespace trailsift::detect {
namespace {

// Parts are told apart by their ends.
class Hash {
 public:
  void add(std::string_view text) { state_ = mix_hashes(state_, hash_bytes(text)); }
  void add(std::uint64_t number) { state_ = mix_hashes(state_, number); }
  [[nodiscard]] std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0;
};

void add_test(const sigma::FieldTest& test, Hash& hash) {
  hash.add(test.field);
  hash.add(test.modifiers.size());
  for (const sigma::Modifier modifier : test.modifiers) {
    hash.add(static_cast<std::uint64_t>(modifier));
  }
  hash.add(test.values.size());
  for (const sigma::Scalar& value : test.values) {
    hash.add(static_cast<std::uint64_t>(value.type));
    hash.add(value.text);
  }
}

}  // namespace

std::uint64_t hash_detection(const sigma::Detection& detection) {
  Hash hash;
  for (const sigma::Selection& selection : detection.selections) {
    hash.add(selection.name);
    hash.add(selection.alternatives.size());
    for (const sigma::FieldMap& map : selection.alternatives) {
      hash.add(map.tests.size());
      for (const sigma::FieldTest& test : map.tests) add_test(test, hash);
    }
  }
  hash.add(detection.condition.dump(detection.selections));
  return hash.value();
}

}  // namespace trailsift::detect
