// SPDX-License-Identifier: MIT
// Finds duplicates in a large array of 16-byte values.
#pragma once
#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace statistics {

struct Value {
  std::uint64_t first, second;
  auto operator<=>(const Value&) const = default;
};
static_assert(sizeof(Value) == 16);

// Partitions the values by their leading bits, then sorts each partition, which fits in the processor's
// cache. Values that are not random fill few partitions, which is slower but still correct.
class DuplicateSearch {
 public:
  // Returns how many values equal an earlier one. examples() then returns the first of them that each
  // thread found.
  std::size_t count(const Value* values, std::size_t size, unsigned threads) {
    partition(values, size, threads);
    std::vector<std::size_t> found(threads);
    std::vector<Value> shown(threads);
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t partition = thread; partition < kPartitions; partition += threads) {
        Value* const begin = partitioned_.get() + starts_[partition];
        Value* const end = partitioned_.get() + starts_[partition + 1];
        std::sort(begin, end);
        for (Value* value = begin; value + 1 < end; ++value)
          if (value[0] == value[1] && found[thread]++ == 0) shown[thread] = *value;
      }
    });
    std::size_t all = 0;
    for (unsigned thread = 0; thread < threads; ++thread) {
      all += found[thread];
      if (found[thread] > 0) examples_.push_back(shown[thread]);
    }
    partitioned_.reset();
    return all;
  }
  const std::vector<Value>& examples() const { return examples_; }

 private:
  static constexpr unsigned kBits = 12;
  static constexpr std::size_t kPartitions = std::size_t{1} << kBits;
  static std::size_t partition_of(const Value& value) { return value.first >> (64 - kBits); }

  template <class Work>
  static void in_threads(unsigned count, const Work& work) {
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(work, i);
    work(0);
    for (auto& thread : threads) thread.join();
  }

  // Each thread counts its share of the values by partition. The sums give the positions to which it
  // copies them.
  void partition(const Value* values, std::size_t size, unsigned threads) {
    std::vector<std::vector<std::size_t>> places(threads, std::vector<std::size_t>(kPartitions));
    const auto begin = [&](unsigned thread) { return size / threads * thread; };
    const auto end = [&](unsigned thread) { return thread + 1 == threads ? size : begin(thread + 1); };
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t i = begin(thread); i < end(thread); ++i)
        ++places[thread][partition_of(values[i])];
    });
    starts_.assign(kPartitions + 1, 0);
    std::size_t at = 0;
    for (std::size_t partition = 0; partition < kPartitions; ++partition) {
      starts_[partition] = at;
      for (auto& place : places) at += std::exchange(place[partition], at);
    }
    starts_[kPartitions] = at;
    partitioned_.reset(new Value[size]);
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t i = begin(thread); i < end(thread); ++i)
        partitioned_[places[thread][partition_of(values[i])]++] = values[i];
    });
  }

  std::unique_ptr<Value[]> partitioned_;
  std::vector<std::size_t> starts_;
  std::vector<Value> examples_;
};

}  // namespace statistics
