// SPDX-License-Identifier: MIT
// A set of all values that any thread of any process has drawn. It has a fixed size, in memory that
// forked and spawned processes share. It is lock-free, because signal handlers, vfork children and
// threads that may be cancelled use it too.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "tests/statistics/duplicate_values.hpp"

namespace stress {

using statistics::Value;

// Open addressing in buckets of one cache line. The table stores 64 bits of each value, its mark. Other
// bits of the value select the bucket. Two different values are mistaken for duplicates if their marks
// are equal and they share a bucket. With 10^8 values in 2^24 buckets, this happens once in 10^9 storms.
class ValueTable {
 public:
  enum class Insertion { added, duplicate, replaced_another };

  // `memory` has bytes(bucket_bits) bytes of zeros.
  ValueTable(void* memory, unsigned bucket_bits)
      : bits_(bucket_bits), buckets_(static_cast<Bucket*>(memory)) {}
  static std::size_t bytes(unsigned bucket_bits) { return sizeof(Bucket) << bucket_bits; }

  // Up to this number of values, insert() finds an empty slot, so that no value is replaced.
  std::size_t capacity() const { return (kWays << bits_) / 4 * 3; }

  // Prefetches the bucket of a value, for a caller that inserts several values.
  void prefetch(const Value& value) const { __builtin_prefetch(&bucket(home_of(value), 0), 1); }
  // Two threads that insert the same value at the same time probe the same slots in the same order, so
  // one of them finds the other's mark.
  Insertion insert(const Value& value) const {
    std::uint64_t mark = value.first ^ value.second;
    if (mark == 0) mark = 1;
    const std::uint64_t home = home_of(value);
    // The first access to a page is a write, because a read fault would map the neighboring pages too
    // (fault-around).
    std::uint64_t there = 0;
    if (bucket(home, 0)[0].compare_exchange_strong(there, mark, std::memory_order_relaxed))
      return Insertion::added;
    for (std::size_t step = 0; step < kSteps; ++step) {
      for (Slot& slot : bucket(home, step)) {
        there = slot.load(std::memory_order_relaxed);
        if (there == 0 && slot.compare_exchange_strong(there, mark, std::memory_order_relaxed))
          return Insertion::added;
        if (there == mark) return Insertion::duplicate;
      }
    }
    Slot& slot = bucket(home, 0)[mark % kWays];
    return slot.exchange(mark, std::memory_order_relaxed) == mark ? Insertion::duplicate
                                                                  : Insertion::replaced_another;
  }

 private:
  static constexpr std::size_t kWays = 8;    // slots of a bucket
  static constexpr std::size_t kSteps = 16;  // buckets in which insert() looks for a slot
  using Slot = std::atomic<std::uint64_t>;
  static_assert(Slot::is_always_lock_free);  // other atomics do not work across processes
  using Bucket = std::array<Slot, kWays>;

  static std::uint64_t home_of(const Value& value) {
    return (value.first + std::rotl(value.second, 32)) * 0x9e3779b97f4a7c15;
  }
  Bucket& bucket(std::uint64_t home, std::size_t step) const {
    return buckets_[((home >> (64 - bits_)) + step) & ((std::size_t{1} << bits_) - 1)];
  }

  unsigned bits_;
  Bucket* buckets_;
};

}  // namespace stress
