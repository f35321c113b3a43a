// SPDX-License-Identifier: Apache-2.0
#include "detect/hit_copier.h"

namespace trailsift::detect {

HitCopier::HitCopier(const std::vector<std::string_view>& strings, const TuplePool& contexts,
                     const TuplePool& values, HitData& to)
    : strings_(strings),
      contexts_(contexts),
      values_(values),
      to_(to),
      new_contexts_(contexts.size(), kUnknown),
      new_values_(values.size(), kUnknown) {}

void HitCopier::add(Hit hit) {
  hit.context = context(hit.context);
  hit.values = values(hit.values) & kMostValues;
  if (hit.id_is_text) hit.id.low = text(static_cast<std::uint32_t>(hit.id.low));
  to_.hits.push_back(hit);
}

std::uint32_t HitCopier::text(std::uint32_t string) {
  return string == kNoText ? kNoText : to_.strings.intern(strings_[string]);
}

std::uint32_t HitCopier::context(std::uint32_t number) {
  std::uint32_t& known = new_contexts_[number];
  if (known != kUnknown) return known;
  HitContext context = HitContext::from_words(contexts_[number]);
  for (std::uint32_t& string : context.texts) string = text(string);
  return known = to_.contexts.intern(context.to_words());
}

std::uint32_t HitCopier::values(std::uint32_t number) {
  std::uint32_t& known = new_values_[number];
  if (known != kUnknown) return known;
  std::vector<std::uint32_t> tuple;
  for (const std::uint32_t string : values_[number]) tuple.push_back(text(string));
  return known = to_.values.intern(tuple);
}

}  // namespace trailsift::detect
