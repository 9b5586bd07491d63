// SPDX-License-Identifier: MIT
// Tests free, and free_sized and free_aligned_sized, which call it.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "tests/libc/malloc/blocks.hpp"
#include "tests/support/child.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/smaps.hpp"

namespace {

TEST(Free, IgnoresNull) {
  errno = EBADF;
  free(nullptr);
  EXPECT_EQ(errno, EBADF);
}

// To free a large block, free makes a system call.
TEST(Free, KeepsErrno) {
  for (const std::size_t size : test::sizes(256 << 20)) {
    void* const block = malloc(size);
    ASSERT_NE(block, nullptr) << size;
    errno = EBADF;
    free(block);
    EXPECT_EQ(errno, EBADF) << size;
  }
}

TEST(Free, KeepsErrnoIfTheKernelReportsAnError) {
  EXPECT_EQ(
      test::in_child([] {
        void* blocks[] = {malloc(100), malloc(100000), malloc(10 << 20), malloc(std::size_t{1} << 30)};
        const bool installed = test::Filter()
                                   .refuse(SYS_munmap, test::answer(EPERM))
                                   .refuse(SYS_madvise, test::answer(EPERM))
                                   .refuse(SYS_mprotect, test::answer(EPERM))
                                   .install();
        if (!installed) return 2;
        for (void* block : blocks) {
          errno = EBADF;
          free(block);
          if (errno != EBADF) return 1;
        }
        return 0;
      }),
      "exit 0");
}

TEST(FreeSized, KeepsErrno) {
  for (const std::size_t size : test::sizes(16 << 20)) {
    errno = EBADF;
    free_sized(malloc(size), size);
    free_aligned_sized(aligned_alloc(128, size), 128, size);
    EXPECT_EQ(errno, EBADF) << size;
  }
}

TEST(Free, ReturnsLargeBlocksToTheKernel) {
  constexpr std::size_t kSize = 64 << 20;
  const long before = test::kibibytes_of("/proc/self/status", "VmRSS");
  for (int i = 0; i < 20; ++i) {
    void* const block = malloc(kSize);
    ASSERT_NE(block, nullptr);
    memset(block, 1, kSize);
    free(block);
  }
  const long after = test::kibibytes_of("/proc/self/status", "VmRSS");
  EXPECT_LT(after - before, static_cast<long>(3 * (kSize >> 10)));
}

TEST(Free, EndsTheProgramAtAnAddressThatIsNoBlock) {
  alignas(16) static char bytes[64];
  static char* volatile area = bytes;
  const auto free_it = [] {
    free(area + 16);
    return 0;
  };
  EXPECT_EQ(test::in_child(free_it).rfind("signal ", 0), 0U);
}

TEST(Free, ReturnsMemoryWhileMuchIsFreed) {
  constexpr size_t kSize = 2000, kCount = 65000;
  const auto resident = [] { return test::kibibytes_of("/proc/self/status", "VmRSS"); };
  std::vector<void*> blocks(kCount);
  for (void*& block : blocks) {
    block = malloc(kSize);
    ASSERT_NE(block, nullptr);
    memset(block, 1, kSize);
  }
  const long full = resident();
  usleep(150000);  // Memory is not returned twice in 100 ms.
  for (void* const block : blocks) free(block);
  // 64 MiB of the 127 MiB may stay. No other function of the allocator was called since then.
  EXPECT_GT(full - resident(), 50 * 1024);
}

TEST(Free, KeepsMemoryThatIsSoonUsedAgain) {
  constexpr size_t kSize = 1 << 20, kCount = 80, kRounds = 20;
  const auto milliseconds = [] {
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
  };
  const auto faults = [] {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
  };
  const long start = milliseconds(), before = faults();
  std::vector<void*> blocks(kCount);
  for (size_t round = 0; round < kRounds; ++round) {
    for (void*& block : blocks) {
      block = malloc(kSize);
      ASSERT_NE(block, nullptr);
      memset(block, 1, kSize);
    }
    for (void* const block : blocks) free(block);
  }
  // The blocks may be returned to the kernel, and be read in again, once in 100 ms.
  const long times = 3 + (milliseconds() - start) / 100;
  EXPECT_LE(faults() - before, times * static_cast<long>(kSize * kCount) / sysconf(_SC_PAGESIZE));
}

}  // namespace
