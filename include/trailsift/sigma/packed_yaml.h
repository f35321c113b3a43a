// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "trailsift/sigma/yaml_document.h"

// YAML as few bytes that are read many times faster than the text that they come from. The built-in
// rules are packed when trailsift is built, and unpacked whenever it starts.
namespace trailsift::sigma {

// The documents of `text`, with all positions. Of an alias it is the node that counts, so that
// there are none afterwards. The bytes are the same on every machine. Precondition: no problem in
// `text`.
[[nodiscard]] std::string pack_yaml(const YamlText& text);

// Precondition: pack_yaml() wrote `packed`. Thread-safe.
[[nodiscard]] YamlText unpack_yaml(std::string_view packed);

}  // namespace trailsift::sigma
