// SPDX-License-Identifier: MIT
// Memory that the processes of the program `duplicates` share: the drawn values and the tallies. The
// program draws values in a storm of signals and forks, and searches them for duplicates.
#pragma once
#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "tests/statistics/duplicate_values.hpp"
#include "tests/statistics/zero_run.hpp"

namespace statistics {

struct Tallies {
  using Tally = std::atomic<std::uint64_t>;
  Tally draws, nested;            // all draws, and those in a handler during another draw
  Tally forks, forks_in_draws;    // all forks, and those in a handler during a draw
  Tally forks_refused;            // fork failed, for instance with EAGAIN
  Tally children_lost;            // children that ended with an error
  Tally zero_runs, draws_failed;  // draws with a run of zeros (zero_run.hpp), and failed getrandom calls
  static_assert(Tally::is_always_lock_free);  // other atomics do not work across processes
};

// Maps memory that forked children share with their parent. fork stays fast, because it does not copy
// the page tables of shared memory.
template <class T>
T* shared_memory(std::size_t count) {
  void* const pages = mmap(nullptr, count * sizeof(T), PROT_READ | PROT_WRITE,
                           MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return pages == MAP_FAILED ? nullptr : static_cast<T*>(pages);
}

// All draws of the search. Each slot holds one draw and is written once.
class Storm {
 public:
  Storm(std::size_t draws, std::size_t length)
      : draws_(draws),
        length_(length),
        bytes_(shared_memory<unsigned char>(draws * length)),
        tallies_(shared_memory<Tallies>(1)) {}

  bool ready() const { return bytes_ != nullptr && tallies_ != nullptr; }
  std::size_t draws() const { return draws_; }
  std::size_t length() const { return length_; }
  Tallies& tallies() const { return *tallies_; }
  unsigned char* slot(std::size_t number) const { return bytes_ + number * length_; }

  void keep(std::size_t number, const unsigned char* drawn) const {
    std::memcpy(slot(number), drawn, length_);
  }
  // Counts duplicates among all aligned 16-byte values of all draws.
  std::size_t duplicates(DuplicateSearch& search, unsigned threads) const {
    return search.count(reinterpret_cast<const Value*>(bytes_), draws_ * length_ / sizeof(Value),
                        threads);
  }

 private:
  std::size_t draws_, length_;
  unsigned char* bytes_;
  Tallies* tallies_;
};

}  // namespace statistics
