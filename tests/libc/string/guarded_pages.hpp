// SPDX-License-Identifier: MIT
#pragma once
#include <sys/mman.h>

#include <cstddef>

namespace nacre::test {

// Readable and writable pages between two pages that cannot be accessed. A function that reads or writes
// one byte too far receives SIGSEGV.
class GuardedPages {
 public:
  static constexpr size_t kSize = 8192, kGuard = 4096;

  GuardedPages()
      : map_(static_cast<unsigned char*>(
            mmap(nullptr, kSize + 2 * kGuard, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))) {
    mprotect(begin(), kSize, PROT_READ | PROT_WRITE);
  }
  GuardedPages(const GuardedPages&) = delete;
  GuardedPages& operator=(const GuardedPages&) = delete;
  ~GuardedPages() { munmap(map_, kSize + 2 * kGuard); }

  unsigned char* begin() const { return map_ + kGuard; }
  unsigned char* end() const { return begin() + kSize; }

 private:
  unsigned char* map_;
};

}  // namespace nacre::test
