// SPDX-License-Identifier: MIT
// stop_reseeding(): hides from this process that the kernel reseeds its random generator.
#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

namespace test {

// The kernel reseeds once a minute, more often after boot, and on request. Then each thread's next
// getrandom() through the vDSO is a system call. That would disturb tests that count or forbid system
// calls.
//
// Each reseeding changes a number, the generation of the kernel's generator. The vDSO compares it with
// the generation in which the thread's state was seeded. The kernel writes its current generation to the
// pages named [vvar]. This function replaces these pages by a copy, in this process and in its children
// until they execute another program. The vDSO's clocks may stop. Returns false if the kernel does not
// allow the replacement. In that case, reseeding stays visible.
inline bool stop_reseeding() {
  std::uintptr_t start = 0, end = 0;
  std::FILE* const maps = std::fopen("/proc/self/maps", "re");
  if (maps == nullptr) return false;
  char line[512];
  while (std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long from, to;
    if (std::strstr(line, "[vvar]") != nullptr && std::sscanf(line, "%lx-%lx ", &from, &to) == 2) {
      start = from;
      end = to;
    }
  }
  std::fclose(maps);
  if (start == end) return false;

  const auto page = static_cast<std::size_t>(getpagesize());
  const std::size_t length = end - start;
  // Reads the pages through a pipe. The kernel may not back some of them, and a load would raise SIGBUS.
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return false;
  std::vector<unsigned char> copy(length), again(page);
  for (std::size_t at = 0; at < length; at += page) {
    const auto* const from = reinterpret_cast<const void*>(start + at);
    const auto read_page = [&](unsigned char* to) {
      for (std::size_t done = 0; done < page;) {
        // A pipe accepts 4096 bytes without waiting, also if pages are larger.
        const std::size_t piece = page < 4096 ? page : 4096;
        if (write(ends[1], static_cast<const unsigned char*>(from) + done, piece) !=
            static_cast<ssize_t>(piece))
          return false;
        if (read(ends[0], to + done, piece) != static_cast<ssize_t>(piece)) return false;
        done += piece;
      }
      return true;
    };
    // Reads until two copies are equal, because the kernel may write during a copy.
    for (int tries = 0; tries < 100 && read_page(&copy[at]) && read_page(again.data()) &&
                        std::memcmp(&copy[at], again.data(), page) != 0;
         ++tries) {
    }
  }
  close(ends[0]);
  close(ends[1]);
  void* const there = reinterpret_cast<void*>(start);
  if (mmap(there, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) !=
      there)
    return false;
  std::memcpy(there, copy.data(), length);
  return mprotect(there, length, PROT_READ) == 0;
}

}  // namespace test
