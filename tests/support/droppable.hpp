// SPDX-License-Identifier: MIT
// Finds and drops the droppable mappings (MAP_DROPPABLE) of this process.
#pragma once
#include <sys/mman.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

namespace test {

struct Mapping {
  std::uintptr_t start, end;
  std::size_t size() const { return end - start; }
  // Zeroes the pages. This has the same effect as a drop by the kernel, and it always works.
  void drop() const { madvise(reinterpret_cast<void*>(start), size(), MADV_DONTNEED); }
  // Makes the kernel drop the pages. It skips a page that is still in another CPU's folio batch
  // (not yet on the LRU list).
  void page_out() const { madvise(reinterpret_cast<void*>(start), size(), MADV_PAGEOUT); }
};

// Returns the mappings of this process that have the flag "dp" in smaps.
inline std::vector<Mapping> droppable_mappings() {
  std::vector<Mapping> found;
  std::FILE* smaps = std::fopen("/proc/self/smaps", "re");
  if (smaps == nullptr) return found;
  char line[512];
  unsigned long start = 0, end = 0;
  while (std::fgets(line, sizeof line, smaps) != nullptr) {
    unsigned long from = 0, to = 0;
    if (std::sscanf(line, "%lx-%lx ", &from, &to) == 2) {
      start = from;
      end = to;
    }
    if (std::strncmp(line, "VmFlags:", 8) == 0 && std::strstr(line, " dp") != nullptr)
      found.push_back({start, end});
  }
  std::fclose(smaps);
  return found;
}

// Returns the size of all droppable mappings. Their number is useless, because the kernel merges them.
inline std::size_t droppable_bytes() {
  std::size_t bytes = 0;
  for (const Mapping& mapping : droppable_mappings()) bytes += mapping.size();
  return bytes;
}

}  // namespace test
