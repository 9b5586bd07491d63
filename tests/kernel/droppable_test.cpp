// SPDX-License-Identifier: MIT
// Tests the properties of MAP_DROPPABLE (Linux 6.11, commit 9651fcedf7b9) that programs can rely on. The
// name of each test states a property. If the result differs between kernel versions, the test accepts
// each of these results. On a kernel with a bug that was fixed later, the test is skipped and names the
// fix. No test reads the kernel's version number.
//
// Each test prints its property as a line `promise: NAME | SINCE | RESULT`. kernel/promises makes a
// table of these lines.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/futex.h>
#include <linux/userfaultfd.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "sysdeps/linux/vgetrandom.hpp"
#include "tests/kernel/droppable_memory.hpp"
#include "tests/support/child.hpp"
#include "tests/support/memory_cgroup.hpp"

namespace {

using test::drop;
using test::droppable;
using test::is_droppable;
using test::kReadWrite;
using test::map;
using test::mapping_of;
using test::mappings_in;
using test::page_size;
using test::Pages;

// Constants that the C library or older kernel headers may lack.
constexpr int kMadvPopulateRead = 22, kMadvPopulateWrite = 23, kMadvDontneedLocked = 24;
constexpr int kMadvGuardInstall = 102, kMadvGuardRemove = 103;
constexpr int kMremapDontunmap = 4;
constexpr unsigned kMlockOnfault = 1;
constexpr int kEnotsupp = 524;  // a kernel-internal error, which early versions of MAP_DROPPABLE return
#ifndef MAP_FIXED_NOREPLACE
constexpr int MAP_FIXED_NOREPLACE = 0x100000;
#endif

// Returns the name of an error, for messages and for the table.
std::string name_of(int error) {
  switch (error) {
    case 0: return "ok";
    case EINVAL: return "EINVAL";
    case ENOENT: return "ENOENT";
    case EBADF: return "EBADF";
    case EEXIST: return "EEXIST";
    case EPERM: return "EPERM";
    case ENOSYS: return "ENOSYS";
    case ENOMEM: return "ENOMEM";
    case EAGAIN: return "EAGAIN";
    case EFAULT: return "EFAULT";
    case EOPNOTSUPP: return "EOPNOTSUPP";
    case kEnotsupp: return "error 524";
    default: return std::strerror(error);
  }
}

// Maps four pages with these arguments of mmap, and unmaps them. Returns "ok", the name of the error, or
// "mapped, but not droppable".
std::string mmap_result(int flags, int protection = kReadWrite, int file = -1, void* at = nullptr) {
  unsigned char* const pages = map(4, flags, protection, at, file);
  if (pages == nullptr) return name_of(errno);
  const bool as_promised = is_droppable(pages, 4 * page_size());
  munmap(pages, 4 * page_size());
  return as_promised ? "ok" : "mapped, but not droppable";
}
std::string advise(unsigned char* pages, std::size_t length, int advice) {
  return name_of(madvise(pages, length, advice) == 0 ? 0 : errno);
}

// Skips a test that is impossible on this system.
#define NOT_TRIED(reason)                   \
  do {                                      \
    const std::string reason_text = reason; \
    because(reason_text);                   \
    GTEST_SKIP() << reason_text;            \
  } while (false)

class Droppable : public testing::Test {
 protected:
  void SetUp() override {
    // The kernel puts a new page into the folio batch of the current CPU, and cannot drop the page
    // before the batch is flushed to the LRU lists. MADV_PAGEOUT flushes only the batch of the CPU on
    // which it runs, so the process must not migrate.
    sched_getaffinity(0, sizeof processors_, &processors_);
    cpu_set_t here;
    CPU_ZERO(&here);
    CPU_SET(std::max(0, sched_getcpu()), &here);
    sched_setaffinity(0, sizeof here, &here);

    // NACRE_INJECTED=unsupported requests mapping type 15, which no kernel has.
    unsigned char* const page =
        map(1, (test::injected("unsupported") ? 15 : MAP_DROPPABLE) | MAP_ANONYMOUS);
    const int error = errno;
    if (page != nullptr)
      munmap(page, page_size());
    else if (error == EINVAL || error == EOPNOTSUPP || error == kEnotsupp)
      NOT_TRIED("no MAP_DROPPABLE here: " + name_of(error));
    else
      FAIL() << "MAP_DROPPABLE: " << name_of(error);
  }
  void TearDown() override {
    sched_setaffinity(0, sizeof processors_, &processors_);
    const auto* const info = testing::UnitTest::GetInstance()->current_test_info();
    std::printf("promise: %s | %s | %s\n", info->name(), since_.c_str(),
                HasFailure()  ? "NO"
                : IsSkipped() ? ("not tried" + (why_.empty() ? "" : ": " + why_)).c_str()
                              : (answer_.empty() ? "yes" : "yes: " + answer_).c_str());
    std::fflush(stdout);
  }
  // since: the first version with this property, if not 6.11. answer: this kernel's result, if kernels
  // may differ. because: the reason why the test was skipped.
  void since(std::string version) { since_ = std::move(version); }
  void answer(std::string text) { answer_ = std::move(text); }
  void because(std::string text) { why_ = std::move(text); }

  cpu_set_t processors_;  // the processors on which this process may run

 private:
  std::string since_ = "6.11", answer_, why_;
};

// ---- What can be mapped (do_mmap in mm/mmap.c) ----

// MAP_DROPPABLE is a mapping type like MAP_SHARED (1) and MAP_PRIVATE (2), not a flag. The kernel
// rejects a mapping without a type.
TEST_F(Droppable, IsAMappingTypeNextToSharedAndPrivate) {
  EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS), "ok");
  EXPECT_EQ(mmap_result(MAP_PRIVATE | MAP_ANONYMOUS), "mapped, but not droppable");
  EXPECT_EQ(mmap_result(MAP_SHARED | MAP_ANONYMOUS), "mapped, but not droppable");
  EXPECT_EQ(mmap_result(MAP_ANONYMOUS), "EINVAL");
}

TEST_F(Droppable, RejectsMapPrivateAndMapShared) {
  EXPECT_EQ(mmap_result(droppable() | MAP_PRIVATE | MAP_ANONYMOUS), "EINVAL");
  EXPECT_EQ(mmap_result(droppable() | MAP_SHARED | MAP_ANONYMOUS), "EINVAL");
}

TEST_F(Droppable, RejectsMapLockedAndMapGrowsdown) {
  EXPECT_EQ(mmap_result(droppable() | MAP_LOCKED | MAP_ANONYMOUS), "EINVAL");
  EXPECT_EQ(mmap_result(droppable() | MAP_GROWSDOWN | MAP_ANONYMOUS), "EINVAL");
}

// Huge pages of hugetlbfs are files inside the kernel, which are rejected with EINVAL. If huge pages of
// the default size are missing, as on s390x, the kernel returns ENOENT before it checks the type.
TEST_F(Droppable, RejectsMapHugetlb) {
  const auto error = mmap_result(droppable() | MAP_HUGETLB | MAP_ANONYMOUS);
  EXPECT_TRUE(error == "EINVAL" || error == "ENOENT") << error;
  answer(error);
}

TEST_F(Droppable, RejectsFiles) {
  EXPECT_EQ(mmap_result(droppable(), kReadWrite, -1), "EBADF");
  const int memory = memfd_create("memory", MFD_CLOEXEC);
  ASSERT_EQ(ftruncate(memory, static_cast<off_t>(4 * page_size())), 0);
  EXPECT_EQ(mmap_result(droppable(), kReadWrite, memory), "EINVAL");
  // With MAP_ANONYMOUS, the kernel ignores the descriptor, as for any mapping.
  EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS, kReadWrite, memory), "ok");
  close(memory);
  const int executable = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  EXPECT_EQ(mmap_result(droppable(), PROT_READ, executable), "EINVAL");
  close(executable);
}

TEST_F(Droppable, AcceptsEveryProtection) {
  for (const int protection : {PROT_NONE, PROT_READ, PROT_WRITE, kReadWrite, PROT_READ | PROT_EXEC})
    EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS, protection), "ok") << protection;
}

TEST_F(Droppable, AcceptsNoreserveAndStackHints) {
  for (const int flag : {MAP_NORESERVE, MAP_STACK, MAP_NONBLOCK})
    EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS | flag), "ok") << flag;
}

TEST_F(Droppable, SupportsMapPopulate) {
  unsigned char* const pages = test::map_apart(4, droppable() | MAP_ANONYMOUS | MAP_POPULATE);
  ASSERT_NE(pages, nullptr);
  EXPECT_EQ(mapping_of(pages).kibibytes["Rss"], static_cast<long>(4 * page_size() / 1024));
  EXPECT_TRUE(is_droppable(pages, 4 * page_size()));
  test::unmap_apart(pages, 4);
}

TEST_F(Droppable, SupportsMapFixed) {
  unsigned char* const reserved = map(4, MAP_PRIVATE | MAP_ANONYMOUS, PROT_NONE);
  ASSERT_NE(reserved, nullptr);
  EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, kReadWrite, -1, reserved),
            "EEXIST");
  EXPECT_EQ(map(2, droppable() | MAP_ANONYMOUS | MAP_FIXED, kReadWrite, reserved), reserved);
  EXPECT_TRUE(is_droppable(reserved, 2 * page_size()));
  EXPECT_FALSE(is_droppable(reserved, 4 * page_size()));
  munmap(reserved, 4 * page_size());
  EXPECT_EQ(mmap_result(droppable() | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, kReadWrite, -1, reserved),
            "ok");
}

// The vDSO's getrandom was the first user: vgetrandom_opaque_params in lib/vdso/getrandom.c.
TEST_F(Droppable, IsRequiredByTheGetrandomOfTheVdso) {
  if (nacre::sys::vgetrandom.find() == nullptr) NOT_TRIED("no getrandom in this kernel's vDSO");
  const int flags = static_cast<int>(nacre::sys::vgetrandom.map_flags());
  EXPECT_EQ(flags, droppable() | MAP_ANONYMOUS);
  EXPECT_EQ(mmap_result(flags, static_cast<int>(nacre::sys::vgetrandom.protection())), "ok");
}

// ---- What a drop is (try_to_unmap_one in mm/rmap.c) ----

// Droppable pages are not swap-backed: they are on the LRU lists of file pages. So the kernel can drop
// them without swap.
TEST_F(Droppable, DropsWithoutSwapAndWithoutPrivilege) {
  const Pages pages(16);
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

TEST_F(Droppable, DropsOnePageAndKeepsItsNeighbours) {
  const Pages pages(5);
  drop(pages.page(2));
  EXPECT_TRUE(pages.page_holds(2, 0));
  for (const int kept : {0, 1, 3, 4}) EXPECT_TRUE(pages.page_holds(kept, 1)) << kept;
}

TEST_F(Droppable, CanBeWrittenAgainAfterADrop) {
  const Pages pages(2);
  for (unsigned char value = 1; value < 100; ++value) {
    pages.fill(value);
    EXPECT_TRUE(pages.holds(value));
    drop(pages.page(0), 2);
    ASSERT_TRUE(pages.holds(0)) << int{value};
    // holds() has mapped the shared zero page. The write allocates a new page.
    pages.page(0)[7] = value;
    EXPECT_EQ(pages.page(0)[6], 0);
    EXPECT_EQ(pages.page(0)[7], value);
  }
}

// One thread reads the page word by word while another thread drops it. The reader must see the value
// that fills the page, and only zeros after the first zero, because the kernel removes the page table
// entry in one step.
TEST_F(Droppable, LeavesNoTornPage) {
  const Pages page(1);
  using Word = std::atomic<std::uint64_t>;
  auto* const words = reinterpret_cast<Word*>(page.start());
  const std::size_t count = page_size() / sizeof(Word);
  // sequence is odd while the page is being filled. Afterwards it is twice the value in the page. begun
  // is the sequence at the start of the reader's latest scan of the page, and scans counts its scans.
  Word sequence = 0, begun = 0, scans = 0;
  std::atomic<bool> end = false;
  // The scans with a value after a zero, the scans with a wrong value, and the drops of the whole page.
  std::uint64_t torn = 0, foreign = 0, dropped = 0;
  std::thread reader([&] {
    sched_setaffinity(0, sizeof processors_, &processors_);
    while (!end) {
      const std::uint64_t before = sequence;
      if (before % 2 != 0 || before == 0) {
        sched_yield();
        continue;
      }
      begun = before;
      bool zeros = false, value_after_zero = false, other = false;
      for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t word = words[i].load(std::memory_order_acquire);
        if (word == 0) zeros = true;
        if (word != 0 && zeros) value_after_zero = true;
        if (word != 0 && word != before / 2) other = true;
      }
      if (sequence == before) {
        torn += value_after_zero;
        foreign += other;
      }
      ++scans;
    }
  });
  // Writes at least 20 values, and continues until half a second has passed.
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + std::chrono::milliseconds(500);
  for (std::uint64_t value = 1; value <= 20 || (value <= 20000 && Clock::now() < until); ++value) {
    sequence = 2 * value - 1;
    for (std::size_t i = 0; i < count; ++i) words[i].store(value, std::memory_order_release);
    sequence = 2 * value;
    while (begun != 2 * value) sched_yield();
    if (test::injected("half"))
      drop(page.start());
    else
      madvise(page.start(), page_size(), MADV_PAGEOUT);
    const std::uint64_t after = scans;
    while (scans < after + 2) sched_yield();
    std::size_t zeros = 0;
    for (std::size_t i = 0; i < count; ++i) zeros += words[i] == 0;
    dropped += zeros == count;
    torn += zeros != 0 && zeros != count;
  }
  end = true;
  reader.join();
  EXPECT_EQ(torn, 0u) << "a part of the page was dropped";
  EXPECT_EQ(foreign, 0u) << "a word had neither the value of the page nor 0";
  EXPECT_GT(dropped, 0u) << "the page was never dropped, so nothing was tested";
}

// The kernel does not drop a page to which it holds another reference, such as that of a pipe.
TEST_F(Droppable, KeepsAPageThatAPipeReferences) {
  const Pages pages(1);
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const iovec page{pages.start(), pages.length()};
  const auto length = static_cast<ssize_t>(pages.length());
  if (vmsplice(ends[1], &page, 1, 0) != length) NOT_TRIED("vmsplice: " + name_of(errno));
  for (int tries = 0; tries < 5; ++tries) madvise(pages.start(), pages.length(), MADV_PAGEOUT);
  EXPECT_TRUE(pages.holds(1));
  std::vector<unsigned char> out(pages.length());
  EXPECT_EQ(read(ends[0], out.data(), out.size()), length);
  EXPECT_TRUE(test::holds(out.data(), out.size(), 1));
  close(ends[0]);
  close(ends[1]);
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
}

// MADV_HUGEPAGE gives droppable memory a huge page. MADV_PAGEOUT for the whole huge page drops all of
// it, and MADV_PAGEOUT for its first small page drops only that page.
TEST_F(Droppable, DropsHugePagesWhollyOrPartly) {
  std::size_t huge = 0;
  std::ifstream("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size") >> huge;
  if (huge == 0 || huge > (32u << 20)) NOT_TRIED("no transparent huge pages of 32 MiB or less");
  unsigned char* const pages = map(2 * huge / page_size(), droppable() | MAP_ANONYMOUS);
  ASSERT_NE(pages, nullptr);
  unsigned char* const start = pages + (huge - reinterpret_cast<std::uintptr_t>(pages) % huge) % huge;
  const auto fill = [&] {
    madvise(start, huge, MADV_DONTNEED);
    const bool advised = madvise(start, huge, MADV_HUGEPAGE) == 0;
    std::memset(start, 1, huge);
    return advised && mapping_of(start).kibibytes["AnonHugePages"] > 0;
  };
  if (!fill()) {
    munmap(pages, 2 * huge);
    NOT_TRIED("the kernel has no free huge page");
  }
  drop(start, huge / page_size());
  EXPECT_TRUE(test::holds(start, huge, 0));
  EXPECT_EQ(mapping_of(start).kibibytes["AnonHugePages"], 0);
  EXPECT_TRUE(is_droppable(start, huge));
  if (fill()) {
    drop(start);
    EXPECT_TRUE(test::holds(start, page_size(), 0));
    EXPECT_TRUE(test::holds(start + page_size(), huge - page_size(), 1));
  }
  munmap(pages, 2 * huge);
}

// The child does not catch SIGBUS and SIGSEGV, so they would end it.
TEST_F(Droppable, RaisesNoSignalWhenDroppedPagesAreAccessed) {
  EXPECT_EQ(test::in_child([&] {
              for (const int signal : {SIGBUS, SIGSEGV}) std::signal(signal, SIG_DFL);
              Pages pages(4);
              pages.drop();
              if (!pages.holds(0)) return 1;
              pages.fill(2);
              return pages.holds(2) ? 0 : 2;
            }),
            "exit 0");
}

// ---- Fork (VM_WIPEONFORK, which mm/madvise.c does not allow to be removed) ----

TEST_F(Droppable, ReadsAsZerosInAForkChildAndIsKeptInTheParent) {
  const Pages pages(3);
  EXPECT_EQ(test::in_child(
                [&] { return pages.holds(0) && is_droppable(pages.start(), pages.length()) ? 0 : 1; }),
            "exit 0");
  EXPECT_TRUE(pages.holds(1));
}

TEST_F(Droppable, ReadsAsZerosInAGrandchildAfterTheChildWrote) {
  const Pages pages(3);
  EXPECT_EQ(test::in_child([&] {
              if (!pages.holds(0)) return 1;
              pages.fill(2);
              if (test::in_child([&] { return pages.holds(0) ? 0 : 1; }) != "exit 0") return 2;
              return pages.holds(2) ? 0 : 3;
            }),
            "exit 0");
  EXPECT_TRUE(pages.holds(1));
}

// The pages are wiped when fork copies the address space. A vfork child uses its parent's address space.
TEST_F(Droppable, IsSharedWithAVforkChild) {
  static unsigned char* page;
  if (!test::vfork_shares_memory()) NOT_TRIED("vfork is a fork on this architecture");
  const Pages pages(1);
  page = pages.start();
  const pid_t child = vfork();
  if (child == 0) {
    page[1] = page[0] == 1 ? 2 : 3;
    _exit(0);
  }
  EXPECT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_EQ(page[1], 2);
  EXPECT_EQ(test::in_child([] { return page[1]; }), "exit 0") << "a fork child must read 0";
}

TEST_F(Droppable, RejectsMadvKeeponfork) {
  const Pages pages(2);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_KEEPONFORK), "EINVAL");
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_WIPEONFORK), "ok");
  EXPECT_EQ(test::in_child([&] { return pages.holds(0) ? 0 : 1; }), "exit 0");
}

TEST_F(Droppable, SupportsMadvDontforkAndMadvDofork) {
  const Pages pages(2);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_DONTFORK), "ok");
  // The child must not allocate memory, because an allocation might map something at this address.
  EXPECT_EQ(test::in_child([&] {
              unsigned char resident[2];
              return mincore(pages.start(), pages.length(), resident) == 0 ? 0 : errno;
            }),
            "exit " + std::to_string(ENOMEM));
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_DOFORK), "ok");
  EXPECT_EQ(test::in_child([&] { return pages.holds(0) ? 0 : 1; }), "exit 0");
  EXPECT_TRUE(pages.holds(1));
}

// ---- Dumps (VM_DONTDUMP) ----

TEST_F(Droppable, RejectsMadvDodump) {
  const Pages pages(2);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_DODUMP), "EINVAL");
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_DONTDUMP), "ok");
  EXPECT_TRUE(mapping_of(pages.start()).has("dd"));
}

// Writes a pattern that the program's file does not contain. If a core dump contains the pattern, it
// contains this memory.
constexpr std::size_t kPattern = 64;
void put_pattern(unsigned char* at, unsigned seed) {
  for (std::size_t i = 0; i < kPattern; ++i)
    at[i] = static_cast<unsigned char>((seed = seed * 1664525 + 1013904223) >> 24 | 1);
}
bool has_pattern(const std::string& bytes, unsigned seed) {
  std::string wanted(kPattern, '\0');
  put_pattern(reinterpret_cast<unsigned char*>(wanted.data()), seed);
  return bytes.find(wanted) != bytes.npos;
}

TEST_F(Droppable, IsNotInACoreDump) {
  std::string where;
  std::getline(std::ifstream("/proc/sys/kernel/core_pattern"), where);
  if (where.empty() || where.find_first_of("|/@") != where.npos) NOT_TRIED("cores go to " + where);
  rlimit limit;
  getrlimit(RLIMIT_CORE, &limit);
  if (limit.rlim_max < (64u << 20)) NOT_TRIED("the hard limit of cores is too low");
  char directory[] = "/tmp/nacre-core.XXXXXX";
  ASSERT_NE(mkdtemp(directory), nullptr);
  const auto end = test::in_child([&]() -> int {
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_CORE, &limit) != 0 || chdir(directory) != 0) return 1;
    // Requests all types of memory in the core dump.
    std::ofstream("/proc/self/coredump_filter") << "0x7f" << std::flush;
    unsigned char* const droppable_page = map(1, droppable() | MAP_ANONYMOUS);
    unsigned char* const ordinary_page = map(1, MAP_PRIVATE | MAP_ANONYMOUS);
    put_pattern(droppable_page, 11);
    put_pattern(ordinary_page, 22);
    std::signal(SIGQUIT, SIG_DFL);
    raise(SIGQUIT);
    return 2;
  });
  EXPECT_EQ(end, "signal " + std::to_string(SIGQUIT));
  std::string core;
  for (const auto& file : std::filesystem::directory_iterator(directory)) {
    std::ifstream bytes(file.path(), std::ios::binary);
    core.assign(std::istreambuf_iterator<char>(bytes), {});
  }
  std::filesystem::remove_all(directory);
  if (core.empty()) NOT_TRIED("the kernel wrote no core");
  EXPECT_TRUE(has_pattern(core, 22)) << "the core dump lacks ordinary memory";
  EXPECT_FALSE(has_pattern(core, 11)) << "the core dump contains droppable memory";
}

// ---- Locks (mlock_fixup in mm/mlock.c) ----

long locked() { return test::kibibytes_of("/proc/self/status", "VmLck"); }

TEST_F(Droppable, IsNotLockedByMlockWhichReturnsZero) {
  const Pages pages(4);
  const long before = locked();
  EXPECT_EQ(mlock(pages.start(), pages.length()), 0);
  EXPECT_EQ(locked(), before);
  EXPECT_EQ(syscall(SYS_mlock2, pages.start(), pages.length(), kMlockOnfault), 0);
  EXPECT_EQ(locked(), before);
  EXPECT_FALSE(mapping_of(pages.start()).has("lo"));
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
  EXPECT_EQ(munlock(pages.start(), pages.length()), 0);
}

TEST_F(Droppable, IsNotLockedByMlockallOfCurrentMappings) {
  const Pages pages(4);
  if (mlockall(MCL_CURRENT) != 0) NOT_TRIED("mlockall: " + name_of(errno));
  EXPECT_FALSE(mapping_of(pages.start()).has("lo"));
  pages.drop();
  munlockall();
  EXPECT_TRUE(pages.holds(0));
}

// Kernels before the version below have a bug: they lock the mapping, and do not drop its pages.
TEST_F(Droppable, IsNotLockedByMlockallOfFutureMappings) {
  since("7.1, 6.18 stable");
  for (const int when : {MCL_FUTURE, MCL_FUTURE | MCL_ONFAULT}) {
    if (mlockall(when) != 0) NOT_TRIED("mlockall: " + name_of(errno));
    const Pages pages(4);
    // is_ours is false with NACRE_INJECTED=private: the test must then fail, not skip.
    const bool is_locked = mapping_of(pages.start()).has("lo"),
               is_ours = is_droppable(mapping_of(pages.start()));
    munlockall();
    if (is_locked && is_ours)
      NOT_TRIED("this kernel locks the mapping, a bug that commit d239462787b0 fixed");
    EXPECT_FALSE(is_locked);
    pages.drop();
    EXPECT_TRUE(pages.holds(0));
  }
}

// ---- Advice (mm/madvise.c) ----

TEST_F(Droppable, KeepsItsBytesAfterAdviceThatOnlyHints) {
  struct {
    const char* name;
    int advice;
    // The error on a kernel without swap, page merging or huge pages. The test accepts it too.
    const char* other;
  } const hints[] = {
      {"NORMAL", MADV_NORMAL, ""},
      {"RANDOM", MADV_RANDOM, ""},
      {"SEQUENTIAL", MADV_SEQUENTIAL, ""},
      {"WILLNEED", MADV_WILLNEED, "EBADF"},
      {"MERGEABLE", MADV_MERGEABLE, "EINVAL"},
      {"UNMERGEABLE", MADV_UNMERGEABLE, "EINVAL"},
      {"HUGEPAGE", MADV_HUGEPAGE, "EINVAL"},
      {"NOHUGEPAGE", MADV_NOHUGEPAGE, "EINVAL"},
      {"COLD", MADV_COLD, ""},
      {"POPULATE_READ", kMadvPopulateRead, ""},
      {"POPULATE_WRITE", kMadvPopulateWrite, ""},
  };
  for (const auto& hint : hints) {
    const Pages pages(4);
    const auto error = advise(pages.start(), pages.length(), hint.advice);
    EXPECT_TRUE(error == "ok" || error == hint.other) << hint.name << ": " << error;
    EXPECT_TRUE(pages.holds(1)) << hint.name;
    EXPECT_TRUE(is_droppable(pages.start(), pages.length())) << hint.name;
  }
}

// The kernel does not document this property, and a patch of January 2025 proposed to remove it.
// MADV_PAGEOUT is the only way to drop pages on request, and the other tests need it.
TEST_F(Droppable, IsDroppedByMadvPageout) {
  const Pages pages(64);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_PAGEOUT), "ok");
  std::size_t zeros = 0;
  for (std::size_t i = 0; i < 64; ++i) zeros += pages.page_holds(i, 0);
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
  answer(std::to_string(zeros) + " of 64 pages by the first call");
}

TEST_F(Droppable, ReadsAsZerosAfterMadvDontneedAndStaysDroppable) {
  const Pages pages(4);
  for (const int advice : {MADV_DONTNEED, kMadvDontneedLocked}) {
    pages.fill(1);
    EXPECT_EQ(advise(pages.start(), pages.length(), advice), "ok");
    EXPECT_TRUE(pages.holds(0));
    EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
  }
}

// Droppable memory can always be freed lazily. LazyFree in smaps counts only clean pages: pages that
// MADV_FREE has cleaned and that have not been written since.
TEST_F(Droppable, IsCountedAsLazyfreeOnlyUntilItIsWritten) {
  const Pages pages(16);
  EXPECT_EQ(mapping_of(pages.start()).kibibytes["LazyFree"], 0);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_FREE), "ok");
  answer(std::to_string(mapping_of(pages.start()).kibibytes["LazyFree"] * 1024 /
                        static_cast<long>(page_size())) +
         " of 16 pages after MADV_FREE");
  pages.fill(2);
  EXPECT_EQ(mapping_of(pages.start()).kibibytes["LazyFree"], 0);
  EXPECT_TRUE(pages.holds(2));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
}

TEST_F(Droppable, IsNotMergedWithEqualPages) {
  const Pages pages(4);
  const auto error = advise(pages.start(), pages.length(), MADV_MERGEABLE);
  if (error != "ok") NOT_TRIED("no merging of pages in this kernel: " + error);
  EXPECT_FALSE(mapping_of(pages.start()).has("mg"));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

// MADV_REMOVE punches holes, which only files can have.
TEST_F(Droppable, RejectsMadvRemove) {
  const Pages pages(4);
  EXPECT_EQ(advise(pages.start(), pages.length(), MADV_REMOVE), "EINVAL");
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

// Guard pages are entries of the page table. fork does not copy the page table of wiped memory.
TEST_F(Droppable, SupportsGuardPagesWhichAForkChildLacks) {
  since("6.13");
  const Pages pages(3);
  const auto error = advise(pages.page(1), page_size(), kMadvGuardInstall);
  if (error == "EINVAL") NOT_TRIED("no guard pages in this kernel");
  EXPECT_EQ(error, "ok");
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const auto readable = [&](std::size_t page) {
    return name_of(write(ends[1], pages.page(page), 1) == 1 ? 0 : errno);
  };
  EXPECT_EQ(readable(0), "ok");
  EXPECT_EQ(readable(1), "EFAULT");
  pages.page_out([&] { return pages.page_holds(0, 0) && pages.page_holds(2, 0); });
  EXPECT_EQ(readable(1), "EFAULT");
  EXPECT_EQ(test::in_child([&] { return pages.holds(0) ? 0 : 1; }), "exit 0");
  EXPECT_EQ(advise(pages.page(1), page_size(), kMadvGuardRemove), "ok");
  EXPECT_TRUE(pages.holds(0));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
  close(ends[0]);
  close(ends[1]);
}

// A child drops the pages of its parent. The child needs CAP_SYS_NICE, and the permission to trace the
// parent.
TEST_F(Droppable, IsDroppedByProcessMadviseOfAnotherProcess) {
  const Pages pages(4);
  const pid_t parent = getpid();
  std::string end = "exit 0";
  test::try_patiently([&] {
    end = test::in_child([&] {
      const int process = static_cast<int>(syscall(SYS_pidfd_open, parent, 0));
      if (process < 0) return errno;
      iovec range{pages.start(), pages.length()};
      return syscall(SYS_process_madvise, process, &range, 1, MADV_PAGEOUT, 0) < 0 ? errno : 0;
    });
    return end != "exit 0" || pages.holds(0);
  });
  for (const int error : {EPERM, ENOSYS, EACCES})
    if (end == "exit " + std::to_string(error)) NOT_TRIED("process_madvise: " + name_of(error));
  EXPECT_EQ(end, "exit 0");
  EXPECT_TRUE(pages.holds(0));
}

// ---- Protection, address and adjacent mappings (mm/mprotect.c, mm/mremap.c, mm/vma.c) ----

TEST_F(Droppable, DropsReadOnlyPages) {
  const Pages pages(3);
  ASSERT_EQ(mprotect(pages.start(), pages.length(), PROT_READ), 0);
  EXPECT_TRUE(pages.holds(1));
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
  ASSERT_EQ(mprotect(pages.start(), pages.length(), kReadWrite), 0);
  pages.fill(2);
  EXPECT_TRUE(pages.holds(2));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

TEST_F(Droppable, DropsInaccessiblePages) {
  const Pages pages(3);
  const auto protect = [&](int as) { return mprotect(pages.start(), pages.length(), as) == 0; };
  ASSERT_TRUE(protect(PROT_NONE));
  pages.page_out([&] { return protect(PROT_READ) && (pages.holds(0) || !protect(PROT_NONE)); });
  ASSERT_TRUE(protect(PROT_READ));
  EXPECT_TRUE(pages.holds(0));
}

TEST_F(Droppable, StaysDroppableWhenMremapGrowsMovesOrShrinksIt) {
  unsigned char* const pages = test::map_apart(2, droppable() | MAP_ANONYMOUS);
  ASSERT_NE(pages, nullptr);
  std::memset(pages, 1, 2 * page_size());
  void* const elsewhere = map(8, MAP_PRIVATE | MAP_ANONYMOUS, PROT_NONE);
  auto* const moved = static_cast<unsigned char*>(
      mremap(pages, 2 * page_size(), 6 * page_size(), MREMAP_MAYMOVE | MREMAP_FIXED, elsewhere));
  ASSERT_EQ(moved, elsewhere);
  EXPECT_TRUE(test::holds(moved, 2 * page_size(), 1));
  EXPECT_TRUE(test::holds(moved + 2 * page_size(), 4 * page_size(), 0));
  EXPECT_TRUE(is_droppable(moved, 6 * page_size()));
  std::memset(moved, 2, 6 * page_size());
  EXPECT_EQ(test::in_child([&] { return test::holds(moved, 6 * page_size(), 0) ? 0 : 1; }), "exit 0");
  EXPECT_EQ(mremap(moved, 6 * page_size(), 3 * page_size(), 0), moved);
  EXPECT_TRUE(test::holds(moved, 3 * page_size(), 2));
  drop(moved, 2);
  EXPECT_TRUE(test::holds(moved, 2 * page_size(), 0));
  EXPECT_TRUE(is_droppable(moved, 3 * page_size()));
  // Unmaps each part separately, because the gaps may belong to other mappings now.
  munmap(moved, 3 * page_size());
  munmap(moved + 6 * page_size(), 2 * page_size());
  munmap(pages - page_size(), page_size());
  munmap(pages + 2 * page_size(), page_size());
}

// MREMAP_DONTUNMAP moves the pages and keeps the old mapping. Both mappings are droppable.
TEST_F(Droppable, StaysDroppableAfterMremapDontunmap) {
  const Pages pages(2);
  void* const result =
      mremap(pages.start(), pages.length(), pages.length(), MREMAP_MAYMOVE | kMremapDontunmap, nullptr);
  if (result == MAP_FAILED) NOT_TRIED("MREMAP_DONTUNMAP: " + name_of(errno));
  auto* const moved = static_cast<unsigned char*>(result);
  EXPECT_TRUE(test::holds(moved, pages.length(), 1));
  EXPECT_TRUE(pages.holds(0));
  EXPECT_TRUE(is_droppable(moved, pages.length()));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
  munmap(moved, pages.length());
}

// Only shared mappings can be duplicated by an mremap with the old size 0.
TEST_F(Droppable, CannotBeDuplicatedByMremap) {
  const Pages pages(2);
  EXPECT_EQ(mremap(pages.start(), 0, pages.length(), MREMAP_MAYMOVE), MAP_FAILED);
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

TEST_F(Droppable, StaysDroppableOnBothSidesOfAHole) {
  unsigned char* const pages = test::map_apart(5, droppable() | MAP_ANONYMOUS);
  ASSERT_NE(pages, nullptr);
  std::memset(pages, 1, 5 * page_size());
  ASSERT_EQ(munmap(pages + 2 * page_size(), page_size()), 0);
  for (unsigned char* const side : {pages, pages + 3 * page_size()}) {
    EXPECT_TRUE(is_droppable(side, 2 * page_size()));
    EXPECT_TRUE(test::holds(side, 2 * page_size(), 1));
    drop(side, test::injected("wide") ? 1 : 2);  // the fault adds a page, which must not be the hole
    EXPECT_TRUE(test::holds(side, 2 * page_size(), 0));
  }
  munmap(pages - page_size(), 3 * page_size());
  munmap(pages + 3 * page_size(), 3 * page_size());
}

TEST_F(Droppable, IsMergedOnlyWithDroppableMappings) {
  unsigned char* const place = map(6, MAP_PRIVATE | MAP_ANONYMOUS, PROT_NONE);
  ASSERT_NE(place, nullptr);
  // Maps two ordinary pages by one call, two droppable pages by two calls, and two ordinary pages.
  map(2, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, kReadWrite, place);
  map(1, droppable() | MAP_ANONYMOUS | MAP_FIXED, kReadWrite, place + 2 * page_size());
  map(1, droppable() | MAP_ANONYMOUS | MAP_FIXED, kReadWrite, place + 3 * page_size());
  map(2, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, kReadWrite, place + 4 * page_size());
  const auto mappings = mappings_in(place, 6 * page_size());
  std::string where;
  for (const auto& one : mappings)
    where += " " + std::to_string((one.end - one.start) / page_size()) + one.flags;
  EXPECT_EQ(mappings.size(), 3u) << "pages, and their flags:" << where;
  EXPECT_TRUE(is_droppable(place + 2 * page_size(), 2 * page_size()));
  EXPECT_FALSE(mapping_of(place).has("dp"));
  EXPECT_FALSE(mapping_of(place + 4 * page_size()).has("dp"));
  std::memset(place, 1, 6 * page_size());
  test::page_out(place, 6, [=] { return test::holds(place + 2 * page_size(), 2 * page_size(), 0); });
  EXPECT_TRUE(test::holds(place, 2 * page_size(), 1));
  EXPECT_TRUE(test::holds(place + 2 * page_size(), 2 * page_size(), 0));
  EXPECT_TRUE(test::holds(place + 4 * page_size(), 2 * page_size(), 1));
  munmap(place, 6 * page_size());
}

// ---- Accounting ----

TEST_F(Droppable, CountsAsAddressSpaceAndNotAsCommittedMemory) {
  constexpr long kMebibytes = sizeof(void*) == 8 ? 1024 : 256, kKibibytes = kMebibytes * 1024;
  long committed = 0, size = 0;
  // Other processes disturb the measurement, so it is repeated up to ten times.
  for (int tries = 0; tries < 10 && (tries == 0 || std::abs(committed) > kKibibytes / 4); ++tries) {
    committed = -test::kibibytes_of("/proc/meminfo", "Committed_AS");
    size = -test::kibibytes_of("/proc/self/status", "VmSize");
    unsigned char* const pages =
        map((std::size_t{kMebibytes} << 20) / page_size(), droppable() | MAP_ANONYMOUS);
    ASSERT_NE(pages, nullptr) << name_of(errno);
    // A kernel might charge the memory when it becomes writable again.
    mprotect(pages, std::size_t{kMebibytes} << 20, PROT_READ);
    mprotect(pages, std::size_t{kMebibytes} << 20, kReadWrite);
    committed += test::kibibytes_of("/proc/meminfo", "Committed_AS");
    size += test::kibibytes_of("/proc/self/status", "VmSize");
    munmap(pages, std::size_t{kMebibytes} << 20);
  }
  EXPECT_LT(std::abs(committed), kKibibytes / 4);
  EXPECT_GE(size, kKibibytes);
}

TEST_F(Droppable, IsNeverSwapped) {
  const Pages pages(16);
  pages.drop();
  const int map = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
  for (std::size_t i = 0; i < 16; ++i) {
    std::uint64_t entry = 0;
    const auto number = reinterpret_cast<std::uintptr_t>(pages.page(i)) / page_size();
    ASSERT_EQ(pread(map, &entry, sizeof entry, static_cast<off_t>(number * sizeof entry)), 8);
    EXPECT_EQ(entry >> 62 & 1, 0u) << "page " << i << " is swapped";
  }
  close(map);
  EXPECT_EQ(mapping_of(pages.start()).kibibytes["Swap"], 0);
  EXPECT_TRUE(pages.holds(0));
}

TEST_F(Droppable, IsNotResidentAfterADrop) {
  const Pages pages(4);
  using Resident = std::vector<unsigned char>;
  // This function must not read the bytes, because a read would map the zero page.
  const auto resident = [&] {
    Resident answer(4, 2);
    mincore(pages.start(), pages.length(), answer.data());
    return answer;
  };
  EXPECT_EQ(resident(), Resident(4, 1));
  pages.page_out([&] { return resident() == Resident(4, 0); });
  EXPECT_EQ(resident(), Resident(4, 0));
  EXPECT_EQ(mapping_of(pages.start()).kibibytes["Rss"], 0);
}

// mbind sets a NUMA policy. It must work as for any memory.
TEST_F(Droppable, AcceptsANumaPolicy) {
  const Pages pages(4);
  constexpr int kPreferred = 1;
  const unsigned long nodes = 1;
  if (syscall(SYS_mbind, pages.start(), pages.length(), kPreferred, &nodes, 8 * sizeof nodes, 0) != 0)
    NOT_TRIED("mbind: " + name_of(errno));
  pages.drop();
  EXPECT_TRUE(pages.holds(0));
  pages.fill(2);
  EXPECT_TRUE(pages.holds(2));
  EXPECT_TRUE(is_droppable(pages.start(), pages.length()));
}

// Before Linux 6.17, vma_can_userfault in mm/userfaultfd.c tested the wrong flags.
TEST_F(Droppable, CannotBeRegisteredWithUserfaultfd) {
  since("6.17");
  const int faults = static_cast<int>(syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY));
  if (faults < 0) NOT_TRIED("userfaultfd: " + name_of(errno));
  uffdio_api api{};
  api.api = UFFD_API;
  ASSERT_EQ(ioctl(faults, UFFDIO_API, &api), 0);
  const Pages pages(4);
  uffdio_register range{};
  range.range = {reinterpret_cast<std::uintptr_t>(pages.start()), pages.length()};
  range.mode = UFFDIO_REGISTER_MODE_MISSING;
  const int error = ioctl(faults, UFFDIO_REGISTER, &range) == 0 ? 0 : errno;
  // is_ours is false with NACRE_INJECTED=private: the test must then fail, not skip.
  const bool is_ours = is_droppable(pages.start(), pages.length());
  close(faults);
  if (error == 0 && is_ours)
    NOT_TRIED(
        "this kernel registers droppable memory, a bug that `userfaultfd: correctly prevent registering"
        " VM_DROPPABLE regions` fixed");
  EXPECT_EQ(name_of(error), "EINVAL");
}

// ---- System calls that read and write the memory ----

TEST_F(Droppable, WorksAsASystemCallBufferBeforeAndAfterADrop) {
  const Pages pages(2);
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
  unsigned char bytes[64];
  EXPECT_EQ(write(ends[1], pages.start(), sizeof bytes), 64);
  EXPECT_EQ(read(ends[0], bytes, sizeof bytes), 64);
  EXPECT_TRUE(test::holds(bytes, sizeof bytes, 1));
  drop(pages.page(0), 2);
  EXPECT_EQ(write(ends[1], pages.page(0), sizeof bytes), 64);
  EXPECT_EQ(read(ends[0], bytes, sizeof bytes), 64);
  EXPECT_TRUE(test::holds(bytes, sizeof bytes, 0));
  // Reads 64 bytes into memory across the boundary of two dropped pages.
  std::memset(bytes, 3, sizeof bytes);
  madvise(pages.start(), pages.length(), MADV_PAGEOUT);
  EXPECT_EQ(write(ends[1], bytes, sizeof bytes), 64);
  EXPECT_EQ(read(ends[0], pages.page(1) - 32, sizeof bytes), 64);
  EXPECT_TRUE(test::holds(pages.page(1) - 32, 64, 3));
  EXPECT_TRUE(test::holds(pages.start(), page_size() - 32, 0));
  close(ends[0]);
  close(ends[1]);
}

// A futex is identified by its address. A thread that waits before the drop still waits after it, and
// can be woken. A later FUTEX_WAIT reads the value 0.
TEST_F(Droppable, KeepsFutexWaitersAcrossADrop) {
  const Pages page(1);
  auto* const word = reinterpret_cast<int*>(page.start());
  *word = 1;
  std::atomic<long> result = -1;
  std::atomic<int> thread = 0;
  const timespec soon{1, 0};  // the time limit of FUTEX_WAIT: one second
  std::thread waiter([&] {
    thread = static_cast<int>(gettid());
    result = syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 1, &soon, nullptr, 0) == 0 ? 0 : errno;
  });
  const auto waits = [&] {
    std::string stat;  // ") S " is the state: the thread sleeps
    std::getline(std::ifstream("/proc/self/task/" + std::to_string(thread) + "/stat"), stat);
    return stat.find(") S ") != stat.npos;
  };
  for (int tries = 0; tries < 1000 && (thread == 0 || !waits()); ++tries) usleep(1000);
  drop(page.start());
  EXPECT_EQ(*word, 0);
  usleep(1000);
  EXPECT_EQ(result, -1) << "a drop must wake no waiter";
  EXPECT_EQ(syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 1, &soon, nullptr, 0) == 0 ? 0 : errno, EAGAIN);
  EXPECT_EQ(syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0), 1);
  waiter.join();
  EXPECT_EQ(result, 0);
}

// ---- Memory pressure, in a control group that contains only a child ----

// Memory that the test and its child share. The test sets `go` after it has added the child to the
// control group. The child waits for `go`, so that the group is charged only for later allocations. The
// child sets `done` when it has finished a step.
struct Shared {
  std::atomic<int> go, done;
  // The numbers of droppable pages with zeros, their old content, and other content. `spoilt` is the
  // number of ordinary bytes that changed.
  std::atomic<std::size_t> zeros, kept, other, spoilt;
};

class SharedWithChild {
 public:
  SharedWithChild()
      : shared_(static_cast<Shared*>(
            mmap(nullptr, sizeof(Shared), kReadWrite, MAP_SHARED | MAP_ANONYMOUS, -1, 0))) {}
  ~SharedWithChild() { munmap(shared_, sizeof(Shared)); }
  Shared* operator->() const { return shared_; }

 private:
  Shared* shared_;
};

std::string end_of(pid_t child) {
  int status = 0;
  return waitpid(child, &status, 0) == child ? test::describe(status) : "lost";
}

// Returns whether multi-generational LRU is enabled. The file contains 0x0000 if it is not.
bool generational_lists() {
  std::string enabled;
  std::ifstream("/sys/kernel/mm/lru_gen/enabled") >> enabled;
  return enabled.find_first_of("123456789abcdef", 2) != enabled.npos;
}

// The child fills three times as much droppable memory as its control group may use. It must not be
// killed, and its ordinary memory must not change.
TEST_F(Droppable, IsDroppedUnderMemoryPressureInsteadOfAnOomKill) {
  const test::MemoryCgroup group;
  if (!group.exists()) NOT_TRIED(group.why_not());
  constexpr std::size_t kLimit = 16u << 20, kOrdinary = 2u << 20, kFilled = 48u << 20;
  ASSERT_TRUE(group.limit(kLimit));
  const SharedWithChild shared;
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    while (shared->go == 0) usleep(1000);
    unsigned char* const ordinary = map(kOrdinary / page_size(), MAP_PRIVATE | MAP_ANONYMOUS);
    std::memset(ordinary, 5, kOrdinary);
    unsigned char* const pages = map(kFilled / page_size(), droppable() | MAP_ANONYMOUS);
    for (std::size_t at = 0; at < kFilled; at += page_size()) {
      *reinterpret_cast<std::size_t*>(pages + at) = at + 1;
      *reinterpret_cast<std::size_t*>(pages + at + page_size() - 8) = at + 1;
    }
    for (std::size_t at = 0; at < kFilled; at += page_size()) {
      const auto first = *reinterpret_cast<std::size_t*>(pages + at);
      const auto last = *reinterpret_cast<std::size_t*>(pages + at + page_size() - 8);
      ++(first == 0 && last == 0            ? shared->zeros
         : first == at + 1 && last == first ? shared->kept
                                            : shared->other);
    }
    for (std::size_t at = 0; at < kOrdinary; ++at) shared->spoilt += ordinary[at] != 5;
    _exit(0);
  }
  ASSERT_TRUE(group.add(child));
  shared->go = 1;
  const std::string end = end_of(child);
  // Linux 6.12 kills the process if lru_gen is on and there is no swap.
  if (end == "signal 9" && generational_lists())
    NOT_TRIED(
        "with multi-generational LRU (lru_gen), this kernel kills the process before it drops pages");
  EXPECT_EQ(end, "exit 0");
  EXPECT_EQ(shared->other, 0u);
  EXPECT_EQ(shared->spoilt, 0u);
  EXPECT_GE(shared->zeros * page_size(), kFilled - kLimit);
  answer(std::to_string(shared->zeros * page_size() >> 20) + " of 48 MiB dropped, under a limit of 16");
}

// The bytes that are charged to a control group: after its process has filled pages, and after the
// process has dropped them and the limit of the group was lowered if necessary.
struct Charge {
  std::size_t filled, dropped;
};
Charge charge_of_a_child(const test::MemoryCgroup& group, std::size_t bytes) {
  const SharedWithChild shared;
  const pid_t child = fork();
  if (child == 0) {
    alarm(60);
    while (shared->go == 0) usleep(1000);
    unsigned char* const pages = map(bytes / page_size(), droppable() | MAP_ANONYMOUS);
    std::memset(pages, 1, bytes);
    shared->done = 1;
    while (shared->go == 1) usleep(1000);
    drop(pages, bytes / page_size());
    shared->done = 2;
    while (shared->go == 2) usleep(1000);
    _exit(0);
  }
  EXPECT_TRUE(group.add(child));
  const auto step = [&](int next) {
    shared->go = next;
    for (int tries = 0; tries < 30000 && shared->done != next; ++tries) usleep(1000);
    return group.used();
  };
  const std::size_t filled = step(1);
  std::size_t dropped = step(2);
  if (dropped >= bytes / 2 && group.limit(bytes / 4)) dropped = group.used();
  shared->go = 3;
  EXPECT_EQ(end_of(child), "exit 0");
  return {filled, dropped};
}

// A dropped page is charged until the kernel frees it. On some machines, all pages were still charged
// after the drop. A lower limit then makes the kernel free them. It cannot free ordinary memory.
TEST_F(Droppable, IsChargedToItsControlGroup) {
  constexpr std::size_t kFilled = 4u << 20;
  const test::MemoryCgroup group;
  if (!group.exists()) NOT_TRIED(group.why_not());
  ASSERT_TRUE(group.limit(64u << 20));
  const Charge charge = charge_of_a_child(group, kFilled);
  EXPECT_GE(charge.filled, kFilled);
  EXPECT_LT(charge.dropped, kFilled / 2);
}

// Creates a child that writes to a new page in a control group with the limit 0. If `spared` is true,
// the OOM killer does not kill the child.
class Starved {
 public:
  Starved(const test::MemoryCgroup& group, bool spared) {
    child_ = fork();
    if (child_ == 0) {
      alarm(30);
      if (spared && !group.disable_oom_killer() &&
          !(std::ofstream("/proc/self/oom_score_adj") << -1000 << std::flush))
        shared_->done = kNotSpared;
      unsigned char* const pages = map(2, droppable() | MAP_ANONYMOUS);
      // Allocates the page table, the stack and the shared page before the child joins the group.
      pages[0] = 1;
      if (shared_->done == 0)
        shared_->done = is_droppable(pages, 2 * page_size()) ? kReady : kNotDroppable;
      // Spins instead of usleep, because a system call might allocate memory.
      while (shared_->go == 0) {
      }
      pages[page_size()] = 1;
      shared_->done = kWritten;
      while (shared_->go == 1) {
      }
      _exit(pages[page_size()]);
    }
    for (int tries = 0; tries < 10000 && shared_->done == 0; ++tries) usleep(1000);
    ready_ = shared_->done == kReady && group.add(child_);
    shared_->go = 1;
    usleep(100000);
  }
  ~Starved() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    end_of(child_);
  }

  bool ready() const { return ready_; }
  bool is_spared() const { return shared_->done != kNotSpared; }
  bool has_written() const { return shared_->done == kWritten; }
  // Returns the child's exit status or signal, or an empty string while it runs.
  std::string ended() {
    int status = 0;
    if (waitpid(child_, &status, WNOHANG) == 0) return "";
    child_ = 0;
    return test::describe(status);
  }
  std::string finish() {
    shared_->go = 2;
    const auto end = end_of(child_);
    child_ = 0;
    return end;
  }

 private:
  enum { kReady = -1, kNotDroppable = -2, kNotSpared = -3, kWritten = 1 };
  SharedWithChild shared_;
  pid_t child_;
  bool ready_;
};

// handle_mm_fault does not report the failed allocation. The processor repeats the write until memory is
// available, and the process gets no signal. In this test, the OOM killer must not kill the child.
TEST_F(Droppable, BlocksAWriteUntilMemoryIsAvailable) {
  const test::MemoryCgroup group;
  if (!group.exists()) NOT_TRIED(group.why_not());
  if (!group.limit(0)) NOT_TRIED("a control group cannot be limited to nothing");
  Starved child(group, true);
  if (!child.is_spared()) NOT_TRIED("the child cannot be protected from the OOM killer");
  ASSERT_TRUE(child.ready());
  EXPECT_FALSE(child.has_written()) << "the write succeeded without memory";
  ASSERT_EQ(child.ended(), "");
  EXPECT_TRUE(group.limit(16u << 20));
  for (int tries = 0; tries < 10000 && !child.has_written(); ++tries) usleep(1000);
  EXPECT_TRUE(child.has_written());
  EXPECT_EQ(child.finish(), "exit 1");
}

// The allocation of the page cannot start the OOM killer (__GFP_NORETRY in vma_alloc_folio). Charging
// the page to the group can (GFP_KERNEL in folio_prealloc). If the group has no page to drop, the OOM
// killer may kill the process that writes.
TEST_F(Droppable, DoesNotPreventAnOomKillInItsControlGroup) {
  const test::MemoryCgroup group;
  if (!group.exists()) NOT_TRIED(group.why_not());
  if (!group.limit(0)) NOT_TRIED("a control group cannot be limited to nothing");
  Starved child(group, false);
  ASSERT_TRUE(child.ready());
  EXPECT_FALSE(child.has_written());
  const auto end = child.ended();
  EXPECT_TRUE(end.empty() || end == "signal " + std::to_string(SIGKILL)) << end;
  answer(end.empty() ? "the write waits" : "the process is killed if the group has no page to drop");
}

}  // namespace
