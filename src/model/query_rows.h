// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trailsift/base/arena.h"

namespace trailsift::model {

// Turns rows of query results back into CloudTrail records. Formats page, containers 16 to 18:
// Athena gives rows of cells under lower-case column names, the first row being the header;
// CloudTrail Lake gives each row as a list of one-key objects. Both print structures as
// "{type=IAMUser, arn=…}".
class QueryRows {
 public:
  // The text of one row's JSON (an object for Athena, an array for Lake). True when `record` now
  // holds a record as JSON; false for the header and for rows that name no column.
  [[nodiscard]] bool read(std::string_view row, Arena& arena, std::string& record);

 private:
  [[nodiscard]] bool read_cells(std::string_view cells, Arena& arena, std::string& record);
  std::vector<std::string> columns_;  // Athena's header, once it was seen
};

// "{type=IAMUser, sessioncontext={attributes={mfaauthenticated=false}}}" as JSON, with the names of
// userIdentity written as CloudTrail writes them; "null" as null; any other text as a JSON string.
// A text that is one JSON object or array already is given as it is.
[[nodiscard]] std::string struct_to_json(std::string_view text);

// The name of a column or member as CloudTrail writes it ("eventname" -> "eventName").
[[nodiscard]] std::string_view canonical_name(std::string_view name);

}  // namespace trailsift::model
