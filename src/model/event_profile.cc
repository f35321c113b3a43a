// SPDX-License-Identifier: Apache-2.0
#include "trailsift/model/event_profile.h"

#include <cstring>

namespace trailsift {
namespace {

constexpr std::size_t kHeadSize = sizeof(std::uint32_t) + 1;  // size and kind of a value

char* write_value(const Value& value, char* out) {
  std::memcpy(out, &value.size, sizeof(value.size));
  out[sizeof(value.size)] = static_cast<char>(value.kind);
  out += kHeadSize;
  if (value.size != 0) std::memcpy(out, value.data, value.size);
  return out + value.size;
}

template <typename Fields>
std::size_t size_of(const Event& event, const Fields& fields) {
  std::size_t size = fields.size() * kHeadSize;
  for (const Field field : fields) size += event[field].size;
  return size;
}

}  // namespace

ProfileBytes write_profile(const Event& event, std::string& buffer) {
  const std::size_t caller = size_of(event, kCallerFields);
  const std::size_t call = size_of(event, kCallFields) + 1;
  if (buffer.size() < caller + call) buffer.resize(caller + call);
  char* out = buffer.data();
  for (const Field field : kCallerFields) out = write_value(event[field], out);
  for (const Field field : kCallFields) out = write_value(event[field], out);
  *out = static_cast<char>(event.outcome);
  return {{buffer.data(), caller}, {buffer.data() + caller, call}};
}

}  // namespace trailsift
