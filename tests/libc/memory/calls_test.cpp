// SPDX-License-Identifier: MIT
// Tests the libc's wrappers of system calls for memory: results, errors, and that errno is unchanged on
// success (it stays 77). Children of the tests end with "signal 11" (SIGSEGV) if they access a page that
// they may not access.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <nacre/memory.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/mappings.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/seccomp.hpp"

namespace {

// Returns whether this kernel has the call. The arguments are invalid, so the call does nothing.
bool kernel_has(long number) {
  return syscall(number, -1L, -1L, -1L, -1L, -1L, -1L) != -1 || errno != ENOSYS;
}
#define NEEDS_CALL(name) \
  if (!kernel_has(SYS_##name)) GTEST_SKIP() << "this kernel has no " #name

void* new_pages(std::size_t count) {
  return mmap(nullptr, count * getpagesize(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
              0);
}

// Children use this function to test whether a page is writable.
int write_zero(volatile char& byte) {
  byte = 0;
  return 0;
}

TEST(Mseal, SealedPagesCannotBeChanged) {
  NEEDS_CALL(mseal);
  EXPECT_EQ(test::in_child([] {
              const std::size_t size = getpagesize();
              void* const pages = new_pages(1);
              errno = 77;
              if (mseal(pages, size, 0) != 0 || errno != 77) return 1;
              if (mprotect(pages, size, PROT_READ) != -1 || errno != EPERM) return 2;
              if (munmap(pages, size) != -1 || errno != EPERM) return 3;
              static_cast<char*>(pages)[0] = 1;
              return 0;
            }),
            "exit 0");
}

TEST(Mseal, RejectsInvalidFlagsAddressesAndRanges) {
  NEEDS_CALL(mseal);
  char* const pages = static_cast<char*>(new_pages(2));
  const std::size_t size = getpagesize();
  errno = 0;
  EXPECT_EQ(mseal(pages, size, 1), -1);  // no flag exists
  EXPECT_EQ(errno, EINVAL);
  errno = 0;
  EXPECT_EQ(mseal(pages + 1, size, 0), -1);
  EXPECT_EQ(errno, EINVAL);
  munmap(pages + size, size);
  errno = 0;
  EXPECT_EQ(mseal(pages, 2 * size, 0), -1);  // the second page is not mapped
  EXPECT_EQ(errno, ENOMEM);
  munmap(pages, size);
}

TEST(ProtectionKeys, UnknownKeysAndRightsAreEINVAL) {
  errno = 0;
  if (pkey_get(-1) == -1 && errno == ENOSYS) GTEST_SKIP() << "no protection keys on this architecture";
  for (const int key : {-2, -1, 16, 1 << 30}) {
    errno = 0;
    EXPECT_EQ(pkey_get(key), -1);
    EXPECT_EQ(errno, EINVAL) << key;
    errno = 0;
    EXPECT_EQ(pkey_set(key, 0), -1);
    EXPECT_EQ(errno, EINVAL) << key;
  }
  errno = 0;
  EXPECT_EQ(pkey_set(1, 4), -1);  // 4 is neither of the two rights
  EXPECT_EQ(errno, EINVAL);
  errno = 0;
  EXPECT_EQ(pkey_alloc(1, 0), -1);
  EXPECT_TRUE(errno == EINVAL || errno == ENOSYS) << strerror(errno);
  EXPECT_EQ(pkey_alloc(0, 8), -1);  // 8 is neither of them
}

// Returns a new protection key with these initial rights, or -1. The caller frees the key.
int new_key(unsigned rights) { return pkey_alloc(0, rights); }

TEST(ProtectionKeys, RightsOfAThreadAreEnforced) {
  const int key = new_key(PKEY_DISABLE_WRITE);
  if (key < 0) GTEST_SKIP() << "no protection keys: " << strerror(errno);
  EXPECT_EQ(pkey_get(key), PKEY_DISABLE_WRITE);
  const std::size_t size = getpagesize();
  volatile char* const pages = static_cast<char*>(new_pages(1));
  ASSERT_EQ(pkey_mprotect(const_cast<char*>(pages), size, PROT_READ | PROT_WRITE, key), 0);
  EXPECT_EQ(test::in_child([&] { return int{pages[0]}; }), "exit 0");
  EXPECT_EQ(test::in_child([&] { return write_zero(pages[0]); }), "signal 11");
  errno = 77;
  EXPECT_EQ(pkey_set(key, PKEY_DISABLE_ACCESS), 0);
  EXPECT_EQ(pkey_get(key), PKEY_DISABLE_ACCESS);
  EXPECT_EQ(test::in_child([&] { return int{pages[0]}; }), "signal 11");
  EXPECT_EQ(pkey_set(key, 0), 0);
  EXPECT_EQ(errno, 77);
  pages[0] = 1;
  EXPECT_EQ(pkey_get(0), 0) << "another key's rights changed";
  EXPECT_EQ(pkey_free(key), 0);
  EXPECT_EQ(pkey_mprotect(const_cast<char*>(pages), size, PROT_READ, key), -1);
  EXPECT_EQ(errno, EINVAL);
  munmap(const_cast<char*>(pages), size);
}

// On a processor without protection keys, the instructions that read and write the rights raise SIGILL.
// So the functions must not execute them.
TEST(ProtectionKeys, RightsAreENOSYSWithoutProcessorSupport) {
  if (const int key = new_key(0); key >= 0) {
    pkey_free(key);
    GTEST_SKIP() << "this processor has protection keys";
  }
  errno = 0;
  EXPECT_EQ(pkey_get(0), -1);
  EXPECT_EQ(errno, ENOSYS);
  errno = 0;
  EXPECT_EQ(pkey_set(1, 0), -1);
  EXPECT_EQ(errno, ENOSYS);
}

// With the key -1, pkey_mprotect works like mprotect, also on a kernel without the system call.
TEST(ProtectionKeys, KeyOfMinusOneMeansMprotectOnAnyKernel) {
  EXPECT_EQ(test::in_child([] {
              if (!test::Filter().refuse(SYS_pkey_mprotect, test::answer(ENOSYS)).install()) return 99;
              volatile char* const pages = static_cast<char*>(new_pages(1));
              errno = 77;
              if (pkey_mprotect(const_cast<char*>(pages), getpagesize(), PROT_READ, -1) != 0) return 98;
              if (errno != 77) return 97;
              return write_zero(pages[0]);
            }),
            "signal 11");
}

TEST(ProcessMadvise, AdvisesManyRangesAndReturnsTheNumberOfBytes) {
  NEEDS_CALL(process_madvise);
  const std::size_t size = getpagesize();
  char* const pages = static_cast<char*>(new_pages(3));
  memset(pages, 1, 3 * size);
  const int self = static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0));
  ASSERT_GE(self, 0);
  const iovec ranges[] = {{pages, size}, {pages + 2 * size, size}};
  errno = 77;
  const ssize_t advised = process_madvise(self, ranges, 2, MADV_COLD, 0);
  if (advised == -1 && errno == EPERM)
    GTEST_SKIP() << "this kernel requires a privilege for process_madvise";
  EXPECT_EQ(advised, static_cast<ssize_t>(2 * size));
  EXPECT_EQ(errno, 77);
  if (process_madvise(self, ranges, 2, MADV_DONTNEED, 0) != -1) {  // since Linux 6.13
    EXPECT_EQ(pages[0] + pages[2 * size], 0);
    EXPECT_EQ(pages[size], 1);
  }
  errno = 0;
  EXPECT_EQ(process_madvise(self, ranges, 2, MADV_COLD, 1), -1);
  EXPECT_EQ(errno, EINVAL);
  errno = 0;
  EXPECT_EQ(process_madvise(-1, ranges, 2, MADV_COLD, 0), -1);
  EXPECT_EQ(errno, EBADF);
  close(self);
  munmap(pages, 3 * size);
}

TEST(ProcessMrelease, WorksOnlyOnAProcessThatIsBeingKilled) {
  NEEDS_CALL(process_mrelease);
  const pid_t child = fork();
  if (child == 0)
    for (;;) pause();
  const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
  ASSERT_GE(pidfd, 0);
  errno = 0;
  EXPECT_EQ(process_mrelease(pidfd, 0), -1);
  EXPECT_EQ(errno, EINVAL);
  kill(child, SIGKILL);
  // The kernel asks for another try if it cannot release all memory now. The process may have ended
  // before the call.
  int result;
  do {
    result = process_mrelease(pidfd, 0);
  } while (result == -1 && errno == EAGAIN);
  EXPECT_TRUE(result == 0 || errno == ESRCH) << strerror(errno);
  siginfo_t ended;
  waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  errno = 0;
  EXPECT_EQ(process_mrelease(pidfd, 0), -1);
  EXPECT_EQ(errno, ESRCH);
  waitpid(child, nullptr, 0);
  errno = 0;
  EXPECT_EQ(process_mrelease(pidfd, 1), -1);
  EXPECT_EQ(errno, EINVAL);
  close(pidfd);
}

TEST(MemfdSecret, DescriptorCanBeMappedButNotReadOrWritten) {
  NEEDS_CALL(memfd_secret);
  const std::size_t size = getpagesize();
  errno = 77;
  const int fd = nacre_memfd_secret(O_CLOEXEC);
  ASSERT_GE(fd, 0);
  EXPECT_EQ(errno, 77);
  EXPECT_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
  const int inherited = nacre_memfd_secret(0);
  EXPECT_EQ(fcntl(inherited, F_GETFD), 0);
  close(inherited);

  ASSERT_EQ(ftruncate(fd, static_cast<off_t>(size)), 0);
  EXPECT_EQ(ftruncate(fd, static_cast<off_t>(2 * size)), -1);
  EXPECT_EQ(errno, EINVAL);
  EXPECT_EQ(mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
  char byte;
  EXPECT_EQ(read(fd, &byte, 1), -1);
  EXPECT_EQ(errno, EINVAL);
  char* const memory =
      static_cast<char*>(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
  ASSERT_NE(memory, MAP_FAILED);
  EXPECT_EQ(memory[size - 1], 0);
  memory[0] = 1;
  EXPECT_EQ(test::in_child([&] { return int{memory[0]}; }), "exit 1")
      << "a forked child must share the memory";
  EXPECT_EQ(munmap(memory, size), 0);
  EXPECT_EQ(close(fd), 0);
}

TEST(MemfdSecret, UnknownFlagsAreEINVAL) {
  NEEDS_CALL(memfd_secret);
  for (const unsigned flags : {unsigned{FD_CLOEXEC}, unsigned{O_NONBLOCK}, 0x80000000u}) {
    errno = 0;
    EXPECT_EQ(nacre_memfd_secret(flags), -1);
    EXPECT_EQ(errno, EINVAL) << flags;
  }
}

TEST(Cachestat, CountsThePagesOfAFile) {
  NEEDS_CALL(cachestat);
  const std::size_t size = getpagesize();
  const int fd = memfd_create("cachestat", MFD_CLOEXEC);
  const std::vector<char> bytes(3 * size, 1);
  ASSERT_EQ(write(fd, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  nacre_cachestat_range range{0, 0};
  nacre_cachestat_counts pages;
  memset(&pages, 0x5a, sizeof pages);
  errno = 77;
  ASSERT_EQ(nacre_cachestat(static_cast<unsigned>(fd), &range, &pages, 0), 0);
  EXPECT_EQ(errno, 77);
  EXPECT_EQ(pages.nr_cache, 3u);
  EXPECT_EQ(pages.nr_writeback + pages.nr_evicted + pages.nr_recently_evicted, 0u);
  range = {size, size};
  ASSERT_EQ(nacre_cachestat(static_cast<unsigned>(fd), &range, &pages, 0), 0);
  EXPECT_EQ(pages.nr_cache, 1u);

  errno = 0;
  EXPECT_EQ(nacre_cachestat(static_cast<unsigned>(fd), &range, &pages, 1), -1);
  EXPECT_EQ(errno, EINVAL);
  errno = 0;
  EXPECT_EQ(nacre_cachestat(static_cast<unsigned>(fd), nullptr, &pages, 0), -1);
  EXPECT_EQ(errno, EFAULT);
  close(fd);
  errno = 0;
  EXPECT_EQ(nacre_cachestat(static_cast<unsigned>(fd), &range, &pages, 0), -1);
  EXPECT_EQ(errno, EBADF);
}

// The kernel writes a token into the last 8 bytes of the stack. On x86, it is the address of the stack's
// end, with flags in the low bits. On aarch64, it is the address of the token itself, with flags in the
// low 12 bits.
TEST(MapShadowStack, IsMappedWithItsTokenOrReportsAnError) {
  NEEDS_CALL(map_shadow_stack);
  constexpr unsigned kSetToken = 1;
  const std::size_t size = getpagesize();
  errno = 0;
  void* const stack = nacre_map_shadow_stack(nullptr, size, kSetToken);
  if (stack == MAP_FAILED && errno == EOPNOTSUPP) GTEST_SKIP() << "this processor has no shadow stacks";
  ASSERT_NE(stack, MAP_FAILED) << strerror(errno);
  std::uint64_t token;
  memcpy(&token, static_cast<char*>(stack) + size - sizeof token, sizeof token);
  const auto end = reinterpret_cast<std::uint64_t>(stack) + size;
#ifdef __aarch64__
  EXPECT_EQ(token >> 12, (end - sizeof token) >> 12);
#else
  EXPECT_EQ(token & ~std::uint64_t{7}, end);
#endif
  munmap(stack, size);
  errno = 0;
  EXPECT_EQ(nacre_map_shadow_stack(nullptr, size, 1U << 31), MAP_FAILED);
  EXPECT_EQ(errno, EINVAL);
}

TEST(MemfdCreate, AcceptsEveryFlagOfTheKernel) {
  constexpr unsigned kNoexecSeal = 0x8, kExec = 0x10;
  errno = 0;
  EXPECT_EQ(memfd_create("flags", 0x20), -1);  // no flag of any kernel
  EXPECT_EQ(errno, EINVAL);
  const int fd = memfd_create("flags", MFD_CLOEXEC | kNoexecSeal);
  if (fd < 0 && errno == EINVAL) GTEST_SKIP() << "this kernel has no MFD_NOEXEC_SEAL";
  ASSERT_GE(fd, 0);
  constexpr int kSealExec = 0x20;
  EXPECT_EQ(fcntl(fd, F_GET_SEALS) & kSealExec, kSealExec);
  EXPECT_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
  close(fd);
  errno = 0;
  EXPECT_EQ(memfd_create("flags", kNoexecSeal | kExec), -1);
  EXPECT_EQ(errno, EINVAL);
}

// The flag "lo" in /proc/self/smaps means that the mapping is locked.
TEST(Mlock2, OnFaultLocksTheMappingWithoutMakingPagesPresent) {
  const std::size_t size = getpagesize();
  void* const pages = new_pages(1);
  if (mlock2(pages, size, MLOCK_ONFAULT) != 0)
    GTEST_SKIP() << "mlock2 failed, see RLIMIT_MEMLOCK: " << strerror(errno);
  EXPECT_TRUE(test::mapping_of(pages).has_flag("lo"));
  unsigned char present = 0xff;
  EXPECT_EQ(mincore(pages, size, &present), 0);
  EXPECT_EQ(present & 1, 0) << "MLOCK_ONFAULT must not make the page present";
  errno = 0;
  EXPECT_EQ(mlock2(pages, size, 2), -1);
  EXPECT_EQ(errno, EINVAL);
  munmap(pages, size);
}

}  // namespace
