// SPDX-License-Identifier: Apache-2.0
#include "corpus/layout.h"

#include "corpus/identifiers.h"

namespace corpus {

std::string log_file_path(const LogFile& file, Random& random, bool compressed) {
  const Account& account = *file.account;
  std::string path = "AWSLogs/";
  if (!account.organization.empty()) path += account.organization + "/";
  path += account.id + "/CloudTrail/" + file.region + "/";
  append_day_path(path, file.delivered);
  path += "/" + account.id + "_CloudTrail_" + file.region + "_";
  append_stamp(path, file.delivered);
  path += '_';
  append_alnum(path, random, 16);
  path += compressed ? ".json.gz" : ".json";
  return path;
}

std::string log_file_content(const LogFile& file) {
  std::string content;
  content.reserve(file.records.size() + 16);
  content += R"({"Records":[)";
  content += file.records;
  content += "]}";
  return content;
}

}  // namespace corpus
