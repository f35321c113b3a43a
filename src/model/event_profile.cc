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

}  // namespace

std::string_view write_profile(const Event& event, std::string& buffer) {
  std::size_t size = 1 + kProfileFields.size() * kHeadSize;
  for (const Field field : kProfileFields) size += event[field].size;
  if (buffer.size() < size) buffer.resize(size);
  char* out = buffer.data();
  *out++ = static_cast<char>(event.outcome);
  for (const Field field : kProfileFields) out = write_value(event[field], out);
  return {buffer.data(), size};
}

}  // namespace trailsift
