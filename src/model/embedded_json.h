// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "trailsift/base/arena.h"
#include "trailsift/model/value.h"

namespace trailsift::model {

// A text that is a JSON object or array, and nothing else but white space, as a value; else a
// missing one. A text that is such a document in URL encoding is decoded into `arena`: the IAM API
// reference says of policy documents that they are URL-encoded (RFC 3986, "Percent-Encoding").
// What is within the document is checked for balance only.
[[nodiscard]] Value read_embedded_json(std::string_view text, Arena& arena);

}  // namespace trailsift::model
