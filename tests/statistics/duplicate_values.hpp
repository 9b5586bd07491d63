// SPDX-License-Identifier: MIT
// The values that stand more than once among very many of 16 bytes.
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

// Parted by their leading bits into as many heaps, of which a processor's cache holds one while it is
// sorted. Values that are not random at all fall into few heaps, which costs time, not the answer.
class DuplicateSearch {
 public:
  // How many of the values equal one before them; a few of those are kept to be shown.
  std::size_t count(const Value* values, std::size_t size, unsigned threads) {
    part(values, size, threads);
    std::vector<std::size_t> found(threads);
    std::vector<Value> shown(threads);
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t heap = thread; heap < kHeaps; heap += threads) {
        Value* const begin = parted_.get() + starts_[heap];
        Value* const end = parted_.get() + starts_[heap + 1];
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
    parted_.reset();
    return all;
  }
  const std::vector<Value>& examples() const { return examples_; }

 private:
  static constexpr unsigned kBits = 12;
  static constexpr std::size_t kHeaps = std::size_t{1} << kBits;
  static std::size_t heap_of(const Value& value) { return value.first >> (64 - kBits); }

  template <class Work>
  static void in_threads(unsigned count, const Work& work) {
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < count; ++i) threads.emplace_back(work, i);
    work(0);
    for (auto& thread : threads) thread.join();
  }

  // Each thread counts its share of the values by heap, and then knows where it may lay them.
  void part(const Value* values, std::size_t size, unsigned threads) {
    std::vector<std::vector<std::size_t>> places(threads, std::vector<std::size_t>(kHeaps));
    const auto share = [&](unsigned thread) { return size / threads * thread; };
    const auto end = [&](unsigned thread) { return thread + 1 == threads ? size : share(thread + 1); };
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t i = share(thread); i < end(thread); ++i) ++places[thread][heap_of(values[i])];
    });
    starts_.assign(kHeaps + 1, 0);
    std::size_t at = 0;
    for (std::size_t heap = 0; heap < kHeaps; ++heap) {
      starts_[heap] = at;
      for (auto& place : places) at += std::exchange(place[heap], at);
    }
    starts_[kHeaps] = at;
    parted_.reset(new Value[size]);
    in_threads(threads, [&](unsigned thread) {
      for (std::size_t i = share(thread); i < end(thread); ++i)
        parted_[places[thread][heap_of(values[i])]++] = values[i];
    });
  }

  std::unique_ptr<Value[]> parted_;
  std::vector<std::size_t> starts_;
  std::vector<Value> examples_;
};

}  // namespace statistics
