// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace trailsift::detect::reference {

// Whether an address or a block lies in a network; false when either text is none.
[[nodiscard]] bool in_network(const std::string& network, const std::string& text);

}  // namespace trailsift::detect::reference
