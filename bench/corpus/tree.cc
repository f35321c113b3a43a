// SPDX-License-Identifier: Apache-2.0
#include "corpus/tree.h"

#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

#include "corpus/delivery.h"
#include "corpus/gzip_file.h"
#include "corpus/layout.h"

namespace corpus {
namespace {

// Threads take deliveries from here and bring their results back.
class Workshop {
 public:
  Workshop(const TreePlan& plan, const DeliveryMaker& maker) : plan_(plan), maker_(maker) {}

  void work() {
    try {
      FileWriter writer(plan_.level);
      TreeTotals totals;
      while (!failed_) {
        const std::uint64_t number = next_++;
        if (number >= maker_.deliveries()) break;
        write(number, writer, totals);
      }
      add(totals);
    } catch (...) {
      const std::lock_guard lock(mutex_);
      error_ = std::current_exception();
      failed_ = true;
    }
  }

  TreeResult finish() {
    if (error_) std::rethrow_exception(error_);
    for (const auto& [number, lines] : truth_) {
      result_.truth_lines.insert(result_.truth_lines.end(), lines.begin(), lines.end());
    }
    return std::move(result_);
  }

 private:
  void write(std::uint64_t number, FileWriter& writer, TreeTotals& totals) {
    const Delivery delivery = maker_.make(number);
    Random names(mix(plan_.seed ^ 99, number));
    for (const LogFile& file : delivery.files) {
      const std::string content = log_file_content(file);
      const std::string path = plan_.out + "/" + log_file_path(file, names, plan_.level > 0);
      totals.bytes_on_disk += writer.write(path, content);
      totals.bytes_inflated += content.size();
    }
    totals.files += delivery.files.size();
    totals.events += delivery.events;
    totals.duplicates += delivery.duplicates;
    if (delivery.truths.empty()) return;
    const std::lock_guard lock(mutex_);
    for (const Truth& truth : delivery.truths) truth_[number].push_back(truth_line(truth));
  }

  void add(const TreeTotals& totals) {
    const std::lock_guard lock(mutex_);
    result_.totals.files += totals.files;
    result_.totals.events += totals.events;
    result_.totals.duplicates += totals.duplicates;
    result_.totals.bytes_inflated += totals.bytes_inflated;
    result_.totals.bytes_on_disk += totals.bytes_on_disk;
  }

  const TreePlan& plan_;
  const DeliveryMaker& maker_;
  std::atomic<std::uint64_t> next_ = 0;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;  // guards what follows
  TreeResult result_;
  std::map<std::uint64_t, std::vector<std::string>> truth_;
  std::exception_ptr error_;
};

}  // namespace

TreeResult write_tree(const TreePlan& plan) {
  const DeliveryMaker maker(plan);
  Workshop workshop(plan, maker);
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < plan.jobs; ++i) threads.emplace_back([&] { workshop.work(); });
  for (std::thread& thread : threads) thread.join();
  return workshop.finish();
}

}  // namespace corpus
