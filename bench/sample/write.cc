// SPDX-License-Identifier: Apache-2.0
#include "sample/write.h"

#include "corpus/gzip_file.h"
#include "corpus/layout.h"
#include "sample/tree.h"

namespace sample {

void write_sample(const std::string& folder) {
  constexpr int kBestCompression = 12;
  const SampleTree tree;
  corpus::FileWriter packed(kBestCompression);
  corpus::Random names(corpus::seed_of("file names"));
  for (const corpus::LogFile& file : tree.files()) {
    packed.write(folder + "/" + corpus::log_file_path(file, names, true),
                 corpus::log_file_content(file));
  }
  corpus::FileWriter(0).write(folder + "/truth.json", tree.truth());
}

}  // namespace sample
