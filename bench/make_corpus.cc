// SPDX-License-Identifier: Apache-2.0
// Writes a CloudTrail folder tree of any size, with planted incidents, and the truth about it
// beside the tree. bench/README.md says how to use it and how real it is.
#include <exception>
#include <fstream>
#include <iostream>
#include <thread>

#include "arguments.h"
#include "corpus/tree.h"

namespace {

corpus::TreePlan plan_from(const bench::Arguments& arguments) {
  corpus::TreePlan plan;
  plan.out = arguments.text("--out", "");
  if (plan.out.empty() || !arguments.words().empty()) {
    bench::Arguments::refuse(
        "usage: make_corpus --out DIR [--files N | --bytes-inflated SIZE] [--events-per-file N] "
        "[--days N] [--level 0..12] [--duplicates SHARE] [--accounts N] [--seed N] [--incidents N] "
        "[--jobs N]");
  }
  while (plan.out.size() > 1 && plan.out.back() == '/') plan.out.pop_back();
  constexpr std::uint64_t kMany = 1'000'000'000;
  plan.files = arguments.number("--files", plan.files, 1, kMany);
  plan.bytes_inflated = arguments.size("--bytes-inflated", 0);
  plan.events_per_file = static_cast<std::uint32_t>(
      arguments.number("--events-per-file", plan.events_per_file, 1, 20'000));
  plan.days = static_cast<std::uint32_t>(arguments.number("--days", plan.days, 1, 3650));
  plan.level = static_cast<int>(arguments.number("--level", 6, 0, 12));
  plan.duplicates = arguments.share("--duplicates", plan.duplicates);
  plan.accounts = static_cast<std::uint32_t>(arguments.number("--accounts", 1, 1, 10'000));
  plan.seed = arguments.number("--seed", 1, 0, UINT64_MAX);
  plan.incidents =
      static_cast<std::uint32_t>(arguments.number("--incidents", plan.incidents, 0, 100'000));
  plan.jobs = static_cast<unsigned>(
      arguments.number("--jobs", std::max(1U, std::thread::hardware_concurrency()), 1, 256));
  return plan;
}

std::string summary_line(const corpus::TreeTotals& totals) {
  return R"({"kind":"corpus","files":)" + std::to_string(totals.files) + R"(,"events":)" +
         std::to_string(totals.events) + R"(,"duplicates":)" + std::to_string(totals.duplicates) +
         R"(,"bytes_inflated":)" + std::to_string(totals.bytes_inflated) + R"(,"bytes_on_disk":)" +
         std::to_string(totals.bytes_on_disk) + "}";
}

void write_truth(const std::string& path, const corpus::TreeResult& result) {
  std::ofstream truth(path);
  truth << summary_line(result.totals) << '\n';
  for (const std::string& line : result.truth_lines) truth << line << '\n';
  truth.flush();
  if (!truth) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int argc, char** argv) {
  const bench::Arguments arguments(
      argc, argv,
      {"--out", "--files", "--bytes-inflated", "--events-per-file", "--days", "--level",
       "--duplicates", "--accounts", "--seed", "--incidents", "--jobs"});
  try {
    const corpus::TreePlan plan = plan_from(arguments);
    const corpus::TreeResult result = corpus::write_tree(plan);
    write_truth(plan.out + ".truth.jsonl", result);
    std::cout << summary_line(result.totals) << '\n';
  } catch (const std::exception& error) {
    std::cerr << "make_corpus: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
