// SPDX-License-Identifier: MIT
// Tests <nacre/secret.h>, which allocates buffers for keys (secrets). Most tests run for both kinds of
// memory: memory of memfd_secret, and the fallback, ordinary memory that is locked.
#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/capability.h>
#include <nacre/memory.h>
#include <nacre/secret.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include "tests/support/child.hpp"
#include "tests/support/mappings.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/seccomp.hpp"

namespace {

using test::Filter;
using test::in_child;

const std::size_t kPage = static_cast<std::size_t>(getpagesize());

// Returns whether memfd_secret works. Without it, only the fallback is tested.
bool has_secret_memory() {
  void* const secret = nacre_secret_alloc(1, NACRE_SECRET_NO_FALLBACK);
  const bool has = secret != nullptr;
  nacre_secret_free(secret);
  return has;
}
#define NEEDS_SECRET_MEMORY() \
  if (!has_secret_memory()) GTEST_SKIP() << "memfd_secret does not work: " << strerror(errno)

// Runs `body` in a child process, where nacre_secret_alloc returns memory of this kind: for locked
// memory, a seccomp filter makes memfd_secret fail. Returns how the child ended, such as "exit 0".
//
// In this file, a body returns 0, or the number of the check that failed. The numbers from 97 mean:
// 99, a filter or limit could not be set; 98, an allocation succeeded that must fail; 97, a failed
// allocation left a mapping. Where an error is expected, a body returns its errno.
template <class Body>
std::string in_child_with(nacre_secret_memory kind, const Body& body) {
  return in_child([&] {
    if (kind == NACRE_SECRET_LOCKED &&
        !Filter().refuse(SYS_memfd_secret, test::answer(ENOSYS)).install())
      return 99;
    return body();
  });
}

class SecretOfKind : public testing::TestWithParam<nacre_secret_memory> {
 protected:
  void SetUp() override {
    if (GetParam() == NACRE_SECRET_MEMFD) NEEDS_SECRET_MEMORY();
  }
  template <class Body>
  std::string with_secrets(const Body& body) {
    return in_child_with(GetParam(), body);
  }
};
INSTANTIATE_TEST_SUITE_P(Secret, SecretOfKind, testing::Values(NACRE_SECRET_MEMFD, NACRE_SECRET_LOCKED),
                         [](const auto& kind) {
                           return kind.param == NACRE_SECRET_MEMFD ? "OfMemfd" : "Locked";
                         });

volatile char* new_secret(std::size_t size) {
  return static_cast<volatile char*>(nacre_secret_alloc(size, 0));
}
void free_secret(volatile void* secret) { nacre_secret_free(const_cast<void*>(secret)); }
const void* plain(const volatile void* secret) { return const_cast<const void*>(secret); }

TEST_P(SecretOfKind, BeginsAsZerosAndKeepsWhatIsWritten) {
  EXPECT_EQ(
      with_secrets([&] {
        for (const std::size_t size : {std::size_t{1}, std::size_t{32}, kPage - 1, kPage, kPage + 1}) {
          errno = 77;
          volatile char* const secret = new_secret(size);
          if (secret == nullptr || errno != 77) return 1;
          if (nacre_secret_size(plain(secret)) != size) return 2;
          if (nacre_secret_kind(plain(secret)) != GetParam()) return 3;
          if (nacre_secret_refusal(plain(secret)) != (GetParam() == NACRE_SECRET_MEMFD ? 0 : ENOSYS))
            return 4;
          if (reinterpret_cast<std::uintptr_t>(secret) % alignof(std::max_align_t) != 0) return 5;
          for (std::size_t i = 0; i < size; ++i)
            if (secret[i] != 0) return 6;
          for (std::size_t i = 0; i < size; ++i) secret[i] = static_cast<char>(i | 1);
          for (std::size_t i = 0; i < size; ++i)
            if (secret[i] != static_cast<char>(i | 1)) return 7;
          free_secret(secret);
          if (errno != 77) return 8;
        }
        return 0;
      }),
      "exit 0");
}

TEST_P(SecretOfKind, LiesBetweenGuardPages) {
  for (const std::size_t size : {std::size_t{1}, std::size_t{32}, kPage, kPage + 16}) {
    // Only whole pages can be protected. The secret lies at their end, on a boundary of 16 bytes.
    const std::size_t rounded = (size + 15) / 16 * 16, pages = (size + kPage - 1) / kPage * kPage;
    // Returns how a child ended that reads or writes the byte at this offset from a secret.
    const auto touching = [&](std::ptrdiff_t at, bool write) {
      return with_secrets([=] {
        volatile char* const secret = new_secret(size);
        if (secret == nullptr) return 1;
        if (write) secret[at] = 0;
        return write ? 0 : secret[at] & 0;
      });
    };
    // The first byte of the pages and the byte after the last, as offsets from the secret.
    const auto first = static_cast<std::ptrdiff_t>(rounded - pages),
               end = static_cast<std::ptrdiff_t>(rounded);
    EXPECT_EQ(with_secrets([=] {
                volatile char* const secret = new_secret(size);
                const auto is_guard = [](const volatile char* page) {
                  return test::mapping_of(page).first_line.find(" ---p ") != std::string::npos;
                };
                return is_guard(secret + first - 1) && is_guard(secret + end) ? 0 : 1;
              }),
              "exit 0")
        << "size " << size;
    for (const bool write : {false, true}) {
      EXPECT_EQ(touching(first, write), "exit 0") << "size " << size << ", write " << write;
      EXPECT_EQ(touching(end - 1, write), "exit 0") << "size " << size << ", write " << write;
      EXPECT_EQ(touching(first - 1, write), "signal 11") << "size " << size << ", write " << write;
      EXPECT_EQ(touching(end, write), "signal 11") << "size " << size << ", write " << write;
    }
  }
}

// A filter makes munmap fail, so that the test can read the memory after the free.
TEST_P(SecretOfKind, IsWipedWhenItIsFreed) {
  EXPECT_EQ(with_secrets([] {
              const std::size_t size = kPage + 100;
              volatile char* const secret = new_secret(size);
              if (secret == nullptr) return 1;
              for (std::size_t i = 0; i < size; ++i) secret[i] = 0x5a;
              if (!Filter().refuse(SYS_munmap, test::answer(EPERM)).install()) return 99;
              errno = 77;
              free_secret(secret);
              if (errno != 77) return 2;
              for (std::size_t i = 0; i < size; ++i)
                if (secret[i] != 0) return 3;
              return 0;
            }),
            "exit 0");
}

TEST_P(SecretOfKind, LeavesNothingMappedWhenItIsFreed) {
  EXPECT_EQ(with_secrets([] {
              free_secret(new_secret(1));
              const int before = test::count_mappings();
              for (int i = 0; i < 100; ++i) {
                volatile char* const secret = new_secret(1);
                if (secret == nullptr) return 1;
                free_secret(secret);
              }
              return test::count_mappings() == before ? 0 : 2;
            }),
            "exit 0");
}

// The flags are those of VmFlags in /proc/PID/smaps: locked, not in core dumps, not copied by fork.
TEST_P(SecretOfKind, IsLockedAndNeitherDumpedNorForked) {
  EXPECT_EQ(with_secrets([]() -> int {
              volatile char* const secret = new_secret(1);
              const auto mapping = test::mapping_of(secret);
              if (!mapping.has_flag("lo")) return 1;
              if (!mapping.has_flag("dd")) return 2;
              if (!mapping.has_flag("dc")) return 3;
              return mapping.first_line.find("/secretmem") != std::string::npos ? NACRE_SECRET_MEMFD
                                                                                : NACRE_SECRET_LOCKED;
            }),
            "exit " + std::to_string(GetParam()));
}

int open_descriptors() {
  DIR* const folder = opendir("/proc/self/fd");
  int count = 0;
  while (readdir(folder) != nullptr) ++count;
  closedir(folder);
  return count;
}

TEST_P(SecretOfKind, KeepsNoDescriptorOpen) {
  EXPECT_EQ(with_secrets([] {
              const int before = open_descriptors();
              volatile char* const secret = new_secret(1);
              return secret != nullptr && open_descriptors() == before ? 0 : 1;
            }),
            "exit 0");
}

// A forked child that reads the secret is ended by SIGSEGV, because the memory is not mapped. If the
// child maps its own memory at this address, the functions of <nacre/secret.h> do not take it for a
// secret.
TEST_P(SecretOfKind, IsNotInAForkedChild) {
  EXPECT_EQ(with_secrets([] {
              volatile char* const secret = new_secret(32);
              if (secret == nullptr) return 1;
              secret[0] = 0x5a;
              if (in_child([&] { return int{secret[0]}; }) != "signal 11") return 2;
              const int mapped = test::count_mappings("secretmem");
              if (mapped != (nacre_secret_kind(plain(secret)) == NACRE_SECRET_MEMFD)) return 3;
              const std::string end = in_child([&] {
                // The mmap comes first: memory that another call allocates could get this address.
                void* const there =
                    reinterpret_cast<void*>(reinterpret_cast<std::uintptr_t>(secret) & ~(kPage - 1));
                if (mmap(there, kPage, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != there)
                  return 5;
                if (test::count_mappings("secretmem") != 0) return 1;
                if (nacre_secret_size(plain(secret)) != 0) return 2;
                if (nacre_secret_kind(plain(secret)) != NACRE_SECRET_NONE) return 3;
                if (nacre_secret_refusal(plain(secret)) != 0) return 4;
                secret[0] = 1;
                free_secret(secret);
                return secret[0] == 1 ? 0 : 6;
              });
              if (end != "exit 0") return 4;
              return secret[0] == 0x5a ? 0 : 5;
            }),
            "exit 0");
}

// Linux before 4.14 has no MADV_WIPEONFORK. On such a kernel, the page that stores the secret's size is
// not mapped in the child. nacre_secret_size reads this page, so SIGSEGV ends a child that calls it.
TEST_P(SecretOfKind, WithoutWipeOnForkTheChildHasNoMapping) {
  EXPECT_EQ(
      with_secrets([] {
        constexpr unsigned kAdvice = 2;
        if (!Filter().refuse_with(SYS_madvise, kAdvice, MADV_WIPEONFORK, test::answer(EINVAL)).install())
          return 99;
        volatile char* const secret = new_secret(32);
        if (secret == nullptr || nacre_secret_size(plain(secret)) != 32) return 1;
        if (in_child([&] { return int{secret[0]}; }) != "signal 11") return 2;
        if (in_child([&] { return static_cast<int>(nacre_secret_size(plain(secret))); }) != "signal 11")
          return 3;
        free_secret(secret);
        return 0;
      }),
      "exit 0");
}

// An allocation holds the child lock (libc/process/no_new_child.hpp). Without it, a child that is forked
// during the allocation would share the memory, or have its descriptor. Locked memory is not tested: it
// gets MADV_DONTFORK before anything is stored in it, so a child could only inherit empty pages.
TEST(Secret, OfMemfdIsNotInAChildForkedDuringItsAllocation) {
  NEEDS_SECRET_MEMORY();
  std::atomic<bool> over = false;
  std::thread maker([&] {
    while (!over) free_secret(new_secret(1));
  });
  for (const auto& fork_it : {fork, _Fork}) {
    int with_memory = 0, with_descriptor = 0;
    for (int i = 0; i < 200; ++i) {
      const pid_t child = fork_it();
      if (child == 0) {
        // The child uses no function that allocates memory: after _Fork, the allocator's lock may be
        // held.
        char text[1 << 16];
        const int maps = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
        std::size_t length = 0;
        for (ssize_t more; (more = read(maps, text + length, sizeof text - 1 - length)) > 0;)
          length += static_cast<std::size_t>(more);
        text[length] = 0;
        char name[64] = "";
        int exit = strstr(text, "secretmem") != nullptr;  // bit 0: a mapping; bit 1: a descriptor
        char link[] = "/proc/self/fd/?";
        for (link[sizeof link - 2] = '3'; link[sizeof link - 2] <= '9'; ++link[sizeof link - 2])
          if (readlink(link, name, sizeof name - 1) > 0 && strstr(name, "secretmem") != nullptr)
            exit |= 2;
        _exit(exit);
      }
      int status = 0;
      while (waitpid(child, &status, 0) < 0) {
      }
      with_memory += WEXITSTATUS(status) & 1;
      with_descriptor += WEXITSTATUS(status) >> 1;
    }
    EXPECT_EQ(with_memory, 0) << "of 200 children";
    EXPECT_EQ(with_descriptor, 0) << "of 200 children";
  }
  over = true;
  maker.join();
}

// Reads an address of a process by /proc/PID/mem, process_vm_readv and ptrace. Returns how many of these
// three read `byte` there. A process cannot trace itself, so ptrace is left out for this process.
int ways_to_read(pid_t process, const volatile void* address, unsigned char byte) {
  const auto there = reinterpret_cast<std::uintptr_t>(address);
  unsigned char got = 0;
  int ways = 0;
  const int memory = open(("/proc/" + std::to_string(process) + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  ways += pread(memory, &got, 1, static_cast<off_t>(there)) == 1 && got == byte;
  close(memory);
  got = 0;
  iovec here{&got, 1}, remote{reinterpret_cast<void*>(there), 1};
  ways += process_vm_readv(process, &here, 1, &remote, 1, 0) == 1 && got == byte;
  if (process != getpid()) {
    constexpr std::uintptr_t kInWord = sizeof(long) - 1;
    errno = 0;
    const long word = ptrace(PTRACE_PEEKDATA, process, there & ~kInWord, nullptr);
    ways += errno == 0 && reinterpret_cast<const unsigned char*>(&word)[there & kInWord] == byte;
  }
  return ways;
}

// What ways_to_read() returned for a traced child's secret, and for a byte of its ordinary memory. Both
// are -1 if the child could not be prepared.
struct Reads {
  int secret = -1, ordinary = -1;
};
Reads read_from_another_process(nacre_secret_memory kind) {
  Reads reads;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return reads;
  const pid_t child = fork();
  if (child == 0) {
    if (kind == NACRE_SECRET_LOCKED &&
        !Filter().refuse(SYS_memfd_secret, test::answer(ENOSYS)).install())
      _exit(99);
    volatile char ordinary = 0x5a;
    volatile char* const secret = new_secret(32);
    secret[0] = 0x5a;
    const volatile void* const addresses[] = {secret, &ordinary};
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    if (write(ends[1], addresses, sizeof addresses) != sizeof addresses) _exit(98);
    raise(SIGSTOP);
    _exit(0);
  }
  const volatile void* addresses[2] = {};
  int status;
  if (read(ends[0], addresses, sizeof addresses) == sizeof addresses &&
      waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
    reads.secret = ways_to_read(child, addresses[0], 0x5a);
    reads.ordinary = ways_to_read(child, addresses[1], 0x5a);
  }
  kill(child, SIGKILL);
  waitpid(child, &status, 0);
  close(ends[0]);
  close(ends[1]);
  return reads;
}

TEST(Secret, OfMemfdIsReadByNoOtherProcess) {
  NEEDS_SECRET_MEMORY();
  const Reads reads = read_from_another_process(NACRE_SECRET_MEMFD);
  EXPECT_EQ(reads.ordinary, 3) << "of /proc/PID/mem, process_vm_readv and ptrace";
  EXPECT_EQ(reads.secret, 0);
}

TEST(Secret, OfMemfdCannotBeReadBySystemCallsOfItsOwnProcess) {
  NEEDS_SECRET_MEMORY();
  volatile char ordinary = 0x5a;
  volatile char* const secret = new_secret(32);
  secret[0] = 0x5a;
  EXPECT_EQ(ways_to_read(getpid(), &ordinary, 0x5a), 2);
  EXPECT_EQ(ways_to_read(getpid(), secret, 0x5a), 0);
  free_secret(secret);
}

// Shows that the tests above can fail, because a debugger can read locked memory.
TEST(Secret, LockedMemoryIsReadableByADebugger) {
  const Reads reads = read_from_another_process(NACRE_SECRET_LOCKED);
  EXPECT_EQ(reads.ordinary, 3);
  EXPECT_EQ(reads.secret, 3);
}

// A child stores kMark in ordinary memory and the bitwise complement of kMark in a secret, and calls
// abort(). Its core dump must contain kMark and must not contain the complement.
constexpr std::array<unsigned char, 32> kMark = {
    0x9f, 0x3c, 0x71, 0xe4, 0x58, 0x0b, 0xc6, 0x2d, 0xa7, 0x14, 0xf3, 0x6e, 0x89, 0x42, 0xdb, 0x35,
    0x60, 0xbe, 0x17, 0xc8, 0x4f, 0xa2, 0x7d, 0x06, 0xe9, 0x53, 0x2a, 0x94, 0xcd, 0x1b, 0x76, 0xf8};

TEST_P(SecretOfKind, IsInNoCoreDump) {
  char folder[] = "/tmp/nacre-core.XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  with_secrets([&] {
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    if (chdir(folder) != 0 || setrlimit(RLIMIT_CORE, &all) != 0) return 1;
    static volatile unsigned char ordinary[kMark.size()];
    const volatile unsigned char flip = 0xff;  // so that the program contains no copy of the complement
    volatile char* const secret = new_secret(kMark.size());
    for (std::size_t i = 0; i < kMark.size(); ++i) {
      ordinary[i] = kMark[i];
      secret[i] = static_cast<char>(ordinary[i] ^ flip);
    }
    signal(SIGABRT, SIG_DFL);
    abort();
    return 0;
  });
  std::string core;
  DIR* const files = opendir(folder);
  for (const dirent* file; (file = readdir(files)) != nullptr;)
    if (strncmp(file->d_name, "core", 4) == 0) {
      const std::string path = folder + std::string("/") + file->d_name;
      std::ifstream bytes(path, std::ios::binary);
      core.assign(std::istreambuf_iterator<char>(bytes), {});
      unlink(path.c_str());
    }
  closedir(files);
  rmdir(folder);
  if (core.empty())
    GTEST_SKIP()
        << "core dumps are not written to the working directory, see /proc/sys/kernel/core_pattern";
  // The complement is never stored in this process: the child of the next test would inherit it, and
  // would have it in its core dump.
  const auto has = [&](unsigned char flip) {
    return std::search(core.begin(), core.end(), kMark.begin(), kMark.end(),
                       [&](char byte, unsigned char mark) {
                         return static_cast<unsigned char>(byte) == (mark ^ flip);
                       }) != core.end();
  };
  EXPECT_TRUE(has(0)) << "the dump has no ordinary memory";
  EXPECT_FALSE(has(0xff)) << "the dump contains the secret";
}

TEST_P(SecretOfKind, CanBeFilledByRandomFunctionsAndSystemCalls) {
  EXPECT_EQ(with_secrets([] {
              constexpr std::size_t kSize = 1000;
              char* const secret = const_cast<char*>(new_secret(kSize));
              // Of 1000 random bytes, about four are zero. Clears the secret for the next call.
              const auto is_filled = [&] {
                const bool filled = std::count(secret, secret + kSize, 0) < 100;
                memset(secret, 0, kSize);
                return filled;
              };
              arc4random_buf(secret, kSize);
              if (!is_filled()) return 1;
              if (getrandom(secret, kSize, 0) <= 0 || !is_filled()) return 2;
              if (syscall(SYS_getrandom, secret, kSize, 0) <= 0 || !is_filled()) return 3;
              const int random = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
              if (read(random, secret, kSize) != kSize || !is_filled()) return 4;
              return 0;
            }),
            "exit 0");
}

TEST(Secret, OfMemfdIsRejectedBySystemCallsThatPinPages) {
  NEEDS_SECRET_MEMORY();
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  char* const secret = const_cast<char*>(new_secret(32));
  char ordinary[32] = {};
  const iovec from_secret{secret, 32}, from_ordinary{ordinary, 32};
  EXPECT_EQ(vmsplice(ends[1], &from_ordinary, 1, 0), 32);
  errno = 0;
  EXPECT_EQ(vmsplice(ends[1], &from_secret, 1, 0), -1);
  EXPECT_EQ(errno, EFAULT);
  nacre_secret_free(secret);
  close(ends[0]);
  close(ends[1]);
}

TEST(Secret, IsLockedMemoryWithAReasonWhenMemfdSecretFails) {
  NEEDS_OLD_CALL(SYS_memfd_secret);
  // 524 is the kernel's internal ENOTSUPP, which no libc defines.
  for (const int error : {ENOSYS, EPERM, EACCES, EINVAL, 524})
    EXPECT_EQ(in_child([&] {
                if (!Filter().refuse(SYS_memfd_secret, test::answer(error)).install()) return 99;
                errno = 77;
                const volatile char* const secret = new_secret(32);
                if (secret == nullptr || errno != 77) return 1;
                if (nacre_secret_kind(plain(secret)) != NACRE_SECRET_LOCKED) return 2;
                if (nacre_secret_refusal(plain(secret)) != error) return 3;
                if (nacre_secret_alloc(32, NACRE_SECRET_NO_FALLBACK) != nullptr) return 4;
                return errno == error ? 0 : 5;
              }),
              "exit 0")
        << "memfd_secret fails with error " << error;
}

// memfd_secret succeeds here, but its file cannot be given a length.
TEST(Secret, KeepsNoDescriptorWhenFtruncateFails) {
  NEEDS_SECRET_MEMORY();
  EXPECT_EQ(in_child([] {
              if (!Filter().refuse(SYS_ftruncate, test::answer(EPERM)).install()) return 99;
              const int before = open_descriptors();
              const volatile char* const secret = new_secret(32);
              if (nacre_secret_kind(plain(secret)) != NACRE_SECRET_LOCKED) return 1;
              if (nacre_secret_refusal(plain(secret)) != EPERM) return 2;
              return open_descriptors() == before ? 0 : 3;
            }),
            "exit 0");
}

// Limits locked memory. Removes all capabilities, because CAP_IPC_LOCK would override the limit.
bool limit_locked_memory(std::size_t bytes) {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  const rlimit limit{bytes, bytes};
  return syscall(SYS_capset, &header, none) == 0 && setrlimit(RLIMIT_MEMLOCK, &limit) == 0;
}

// Sets a limit of some pages, and allocates as many secrets of one page. One more must fail, and must
// leave no mapping and no descriptor.
TEST_P(SecretOfKind, BeyondTheLimitOfLockedMemoryIsEAGAIN) {
  for (const std::size_t pages : {0, 1, 3})
    EXPECT_EQ(with_secrets([&] {
                if (!limit_locked_memory(pages * kPage)) return 99;
                free_secret(new_secret(1));
                const int descriptors = open_descriptors();
                for (std::size_t i = 0; i < pages; ++i)
                  if (new_secret(1) == nullptr) return 1;
                const int full = test::count_mappings();
                errno = 0;
                if (new_secret(1) != nullptr || errno != EAGAIN) return 2;
                errno = 0;
                if (nacre_secret_alloc(1, NACRE_SECRET_NO_FALLBACK) != nullptr || errno == 0) return 3;
                if (test::count_mappings() != full) return 4;
                return open_descriptors() == descriptors ? 0 : 5;
              }),
              "exit 0")
        << "a limit of " << pages << " pages";
}

TEST(Secret, WithoutAFreeDescriptorIsEMFILEAndNotLockedMemory) {
  NEEDS_SECRET_MEMORY();
  EXPECT_EQ(in_child([] {
              const rlimit limit{0, 0};
              if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return 99;
              const void* const secret = nacre_secret_alloc(32, 0);
              return secret == nullptr ? errno : 98;
            }),
            "exit " + std::to_string(EMFILE));
}

// After these errors of memfd_secret, nacre_secret_alloc fails with the same error instead of returning
// locked memory, because a later call can succeed.
TEST(Secret, ShortageOfFilesOrMemoryIsReported) {
  NEEDS_OLD_CALL(SYS_memfd_secret);
  for (const int error : {ENFILE, ENOMEM})
    EXPECT_EQ(in_child([&] {
                if (!Filter().refuse(SYS_memfd_secret, test::answer(error)).install()) return 99;
                return new_secret(32) == nullptr ? errno : 98;
              }),
              "exit " + std::to_string(error));
}

// In Debian's Linux 6.1, mmap succeeds even if the memory of memfd_secret exceeds RLIMIT_MEMLOCK. A
// store to such a page raises SIGBUS, and a system call that writes there fails with EFAULT. So
// nacre_secret_alloc lets rt_sigprocmask write to each page (sys::prefault). Here, a filter makes
// rt_sigprocmask fail.
TEST_P(SecretOfKind, WithoutMemoryBehindItIsEAGAINAndNotSIGBUS) {
  const auto error_with = [&](int error) {
    return with_secrets([=] {
      if (!Filter().refuse(SYS_rt_sigprocmask, test::answer(error)).install()) return 99;
      const int before = test::count_mappings();
      if (new_secret(2 * kPage) != nullptr) return 98;
      return test::count_mappings() == before ? errno : 97;
    });
  };
  EXPECT_EQ(error_with(EFAULT), "exit " + std::to_string(EAGAIN));
  EXPECT_EQ(error_with(EPERM), "exit 98") << "EPERM of the probing call must not fail the allocation";
}

TEST_P(SecretOfKind, AllocationFailsIfAPropertyCannotBeSet) {
  constexpr unsigned kAdvice = 2;
  for (const unsigned advice : {MADV_DONTFORK, MADV_DONTDUMP})
    EXPECT_EQ(with_secrets([&] {
                if (!Filter().refuse_with(SYS_madvise, kAdvice, advice, test::answer(EDOM)).install())
                  return 99;
                const int before = test::count_mappings();
                if (new_secret(32) != nullptr) return 98;
                return test::count_mappings() == before ? errno : 97;
              }),
              "exit " + std::to_string(EDOM))
        << "madvise fails for advice " << advice;
}

TEST(Secret, RejectsInvalidArguments) {
  const auto error_of = [](std::size_t size, unsigned flags) {
    errno = 0;
    return nacre_secret_alloc(size, flags) == nullptr ? errno : -1;
  };
  EXPECT_EQ(error_of(0, 0), EINVAL);
  EXPECT_EQ(error_of(32, 2), EINVAL);
  EXPECT_EQ(error_of(32, 0x80000000), EINVAL);
  for (const std::size_t size : {SIZE_MAX, SIZE_MAX - kPage, SIZE_MAX / 2 + 2})
    EXPECT_EQ(error_of(size, 0), ENOMEM) << "size " << size;
  // A 32-bit program may have enough addresses for these sizes. On s390x, the address space may be large
  // enough; then RLIMIT_MEMLOCK rejects the sizes with EAGAIN.
  if (sizeof(std::size_t) == 8)
    for (const std::size_t size : {SIZE_MAX / 2, SIZE_MAX / 4}) {
      const int error = error_of(size, 0);
      EXPECT_TRUE(error == ENOMEM || error == EAGAIN) << "size " << size << ", error " << error;
    }
}

TEST(Secret, NullHasNoSizeAndCanBeFreed) {
  nacre_secret_free(nullptr);
  EXPECT_EQ(nacre_secret_size(nullptr), 0u);
  EXPECT_EQ(nacre_secret_kind(nullptr), NACRE_SECRET_NONE);
  EXPECT_EQ(nacre_secret_refusal(nullptr), 0);
}

TEST(Secret, InvalidOrFreedPointerEndsTheProcess) {
  EXPECT_NE(in_child([] {
              free_secret(new_secret(32) + 1);
              return 0;
            }),
            "exit 0");
  EXPECT_NE(in_child([] {
              volatile char* const secret = new_secret(32);
              free_secret(secret);
              free_secret(secret);
              return 0;
            }),
            "exit 0");
}

TEST(Secret, DoesNotChangeTheSignalMask) {
  sigset_t before, after;
  sigprocmask(SIG_BLOCK, nullptr, &before);
  free_secret(new_secret(32));
  sigprocmask(SIG_BLOCK, nullptr, &after);
  for (int signal = 1; signal < 32; ++signal)
    EXPECT_EQ(sigismember(&before, signal), sigismember(&after, signal)) << "signal " << signal;
}

// The thread has a pending cancellation request, which would end it at a cancellation point.
TEST(Secret, IsNoCancellationPoint) {
  bool made = false;
  std::thread thread([&] {
    pthread_cancel(pthread_self());
    void* const secret = nacre_secret_alloc(32, 0);
    made = secret != nullptr && nacre_secret_size(secret) == 32;
    nacre_secret_free(secret);
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
  });
  thread.join();
  EXPECT_TRUE(made);
}

TEST(SecretObject, OwnsItsBytesAndCanBeMoved) {
  nacre::Secret none;
  EXPECT_FALSE(none);
  EXPECT_TRUE(none.bytes().empty());
  EXPECT_EQ(none.kind(), NACRE_SECRET_NONE);

  const int before = test::count_mappings();
  {
    nacre::Secret first(32);
    ASSERT_TRUE(first);
    ASSERT_EQ(first.bytes().size(), 32u);
    EXPECT_EQ(first.refusal() == 0, first.kind() == NACRE_SECRET_MEMFD);
    first.bytes()[31] = std::byte{7};
    nacre::Secret second(std::move(first));
    EXPECT_FALSE(first);
    EXPECT_EQ(second.bytes()[31], std::byte{7});
    nacre::Secret third(16);
    third = std::move(second);
    EXPECT_FALSE(second);
    EXPECT_EQ(third.bytes().size(), 32u);
    third = std::move(third);
    EXPECT_EQ(third.bytes()[31], std::byte{7});
    EXPECT_EQ(in_child([&] { return third || !third.bytes().empty(); }), "exit 0")
        << "a child must not have the secret";
  }
  EXPECT_EQ(test::count_mappings(), before);

  errno = 0;
  EXPECT_FALSE(nacre::Secret(0));
  EXPECT_EQ(errno, EINVAL);
}

}  // namespace
