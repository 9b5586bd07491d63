// SPDX-License-Identifier: MIT
// The memory of a process, as reported by /proc, and the most droppable memory that nacre may use for a
// number of threads.
#pragma once
#include <nacre/random.h>
#include <sys/random.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstring>

#include "tests/support/droppable.hpp"

namespace stress {

struct Memory {
  std::size_t droppable, mappings, resident;  // bytes, count, bytes

  static Memory of_this_process() {
    return {test::droppable_bytes(), count_mappings(), resident_bytes()};
  }
  void raise_to(const Memory& other) {
    droppable = std::max(droppable, other.droppable);
    mappings = std::max(mappings, other.mappings);
    resident = std::max(resident, other.resident);
  }

 private:
  static std::size_t count_mappings() {
    std::FILE* const maps = std::fopen("/proc/self/maps", "re");
    if (maps == nullptr) return 0;
    std::size_t lines = 0;
    for (int c; (c = std::getc(maps)) != EOF;) lines += c == '\n';
    std::fclose(maps);
    return lines;
  }
  // VmRSS without the shared memory, which holds the drawn values and is not a leak.
  static std::size_t resident_bytes() {
    std::FILE* const status = std::fopen("/proc/self/status", "re");
    if (status == nullptr) return 0;
    std::size_t total = 0, shared = 0;
    for (char line[256]; std::fgets(line, sizeof line, status) != nullptr;) {
      std::sscanf(line, "VmRSS: %zu", &total);
      std::sscanf(line, "RssShmem: %zu", &shared);
    }
    std::fclose(status);
    return (total - shared) * 1024;
  }
};

inline nacre_random_report describe() {
  unsigned char byte;
  (void)getrandom(&byte, 1, 0);  // only then is it known whether droppable memory is available
  nacre_random_report report{};
  nacre_random_describe(&report, sizeof report);
  return report;
}

inline bool have_states(const nacre_random_report& report) { return *report.reason == 0; }

// The maximum droppable memory for `threads` concurrent threads. The pool of getrandom states consists
// of blocks. The first block is one page with up to 64 states. A further block has so many pages of
// states that the owners of the states, one pointer each, fill one ordinary page. A thread that searches
// while others start and end may miss a free state, so there may be one block more than necessary.
inline std::size_t droppable_for(const nacre_random_report& report, std::size_t threads) {
  // Constants of libc/random/state_pool.hpp: the size of a cache line, of Key and of Block, and
  // kFirstBlockStates.
  constexpr std::size_t kLine = 64, kKey = 40, kBlock = 32, kFirst = 64;
  const std::size_t stride = (report.state_size + kKey + kLine - 1) / kLine * kLine;
  const std::size_t per_page = report.page_size / stride;
  const std::size_t pages = (report.page_size - kBlock) / sizeof(void*) / per_page;
  const std::size_t first = std::min(per_page, kFirst), further = pages * per_page;
  const std::size_t blocks = threads <= first ? 0 : (threads - first + further - 1) / further + 1;
  return (1 + blocks * pages) * report.page_size;
}

}  // namespace stress
