// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "trailsift/sigma/rule.h"

namespace trailsift::detect::reference {

// Each bit as a '0' or a '1'.
[[nodiscard]] std::string bits_of(const unsigned char* bytes, std::size_t count);

// Whether windash, an encoding or base64 is among the modifiers.
[[nodiscard]] bool is_transformed(const sigma::FieldTest& test);

// Every text that these modifiers make of a value that has no wildcards, written down one by one.
[[nodiscard]] std::vector<std::string> written_anew(const sigma::FieldTest& test,
                                                    const std::string& text);

}  // namespace trailsift::detect::reference
