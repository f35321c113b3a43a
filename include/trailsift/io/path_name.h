// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "trailsift/base/time.h"

namespace trailsift::io {

// What kind of file a CloudTrail tree keeps under a name. A hint only: what a file is, its content
// decides, and no file is ever rejected by its name.
// Source: AWS CloudTrail User Guide, "Finding your CloudTrail log files" and "CloudTrail digest
// file structure".
enum class NameClass : std::uint8_t {
  kLog,     // "<account>_CloudTrail_<region>_<stamp>_<id>.json.gz"; also CloudTrail-Insight,
            // -NetworkActivity and -Aggregated. The "_" before the id may be missing, and what
            // file managers add to a copy's name does no harm.
  kDigest,  // below a folder CloudTrail-Digest, or "_CloudTrail-Digest_" in the name
  kOther,   // any other name
};

// What a path tells of its file.
struct NameFacts {
  NameClass name_class = NameClass::kOther;
  // When the file was delivered, from the stamp in its name, else the day from the folders it lies
  // in ("2023/07/10/", or with an hour behind, as Firehose lays them out); kNoTime when neither
  // says.
  Timestamp delivered = kNoTime;
  bool delivered_precise = false;  // the stamp in the name said
  // Of a log, the twelve digits of the account whose calls it holds; a view into the path.
  std::string_view account;
};

// Reads the name and the folders directly above. Looks at nothing on disk; takes any bytes.
[[nodiscard]] NameFacts read_name(std::string_view path);

}  // namespace trailsift::io
