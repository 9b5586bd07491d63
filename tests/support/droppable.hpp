// SPDX-License-Identifier: MIT
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
  // Zeroes the pages, as the kernel does when it wants them. MADV_PAGEOUT is closer to that, but does
  // nothing when the page is still in the list of new pages of another processor.
  void drop() const { madvise(reinterpret_cast<void*>(start), size(), MADV_DONTNEED); }
  void page_out() const { madvise(reinterpret_cast<void*>(start), size(), MADV_PAGEOUT); }
};

// The droppable mappings of this process, as the kernel tells: those with "dp" among their flags.
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

// How much there is; not how many mappings, for the kernel joins neighbours.
inline std::size_t droppable_bytes() {
  std::size_t bytes = 0;
  for (const Mapping& mapping : droppable_mappings()) bytes += mapping.size();
  return bytes;
}

}  // namespace test
