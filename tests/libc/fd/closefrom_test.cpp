// SPDX-License-Identifier: MIT
// Tests closefrom, close_range and isfdtype. Most tests run in a child process. Its exit status is 0 on
// success, 97 to 99 if the test could not be set up, and otherwise the number of the check that failed.
#include <dirent.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <thread>

#include "tests/support/child.hpp"
#include "tests/support/mappings.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/seccomp.hpp"

namespace {

constexpr long kSelectCalls[] = {
#ifdef SYS_pselect6
    SYS_pselect6,
#endif
#ifdef SYS_pselect6_time64
    SYS_pselect6_time64,
#endif
};

bool is_open(int file) { return fcntl(file, F_GETFD) >= 0; }

// Opens these descriptors as duplicates of standard error.
constexpr int kPlaces[] = {10, 11, 77, 500};
bool open_some() {
  for (const int place : kPlaces)
    if (dup2(STDERR_FILENO, place) != place) return false;
  return true;
}

// Says which of the system calls close_range, select and close are available to closefrom. Without
// close_range, closefrom closes each number in the descriptor table. It finds the table's size with
// select (sys::descriptor_table_size).
enum class AllowedCalls {
  all,
  select,  // select and close
  close,   // only close
};
// Makes the other system calls fail, with a seccomp filter.
bool allow_only(AllowedCalls allowed) {
  test::Filter filter;
  if (allowed != AllowedCalls::all) filter.refuse(SYS_close_range, test::answer(ENOSYS));
  if (allowed == AllowedCalls::close) {
    for (const long number : kSelectCalls) filter.refuse(number, test::answer(EPERM));
  }
  return allowed == AllowedCalls::all || filter.install();
}

// closefrom does not read the list of open descriptors, /proc/self/fd. Some tests are cases in which an
// implementation that reads the list would fail.
class CloseFrom : public testing::TestWithParam<AllowedCalls> {};

TEST_P(CloseFrom, ClosesOnlyDescriptorsFromItsArgumentOn) {
  EXPECT_EQ(test::in_child([] {
              if (!open_some() || !allow_only(GetParam())) return 99;
              errno = 77;
              closefrom(11);
              if (errno != 77) return 1;  // closefrom must not change errno
              for (int file = 11; file < 1024; ++file)
                if (is_open(file)) return 2;
              return is_open(10) && is_open(STDERR_FILENO) ? 0 : 3;
            }),
            "exit 0");
}

TEST_P(CloseFrom, TreatsANegativeNumberAsZero) {
  EXPECT_EQ(test::in_child([] {
              if (!open_some() || !allow_only(GetParam())) return 99;
              closefrom(INT_MIN);
              for (int file = 0; file < 1024; ++file)
                if (is_open(file)) return 1;
              return 0;
            }),
            "exit 0");
}

TEST_P(CloseFrom, ClosesDescriptorsAboveALoweredLimit) {
  EXPECT_EQ(test::in_child([] {
              const rlimit high{4096, 4096}, low{16, 16};
              if (setrlimit(RLIMIT_NOFILE, &high) != 0 || dup2(STDERR_FILENO, 4000) != 4000) return 99;
              if (setrlimit(RLIMIT_NOFILE, &low) != 0 || !allow_only(GetParam())) return 98;
              closefrom(3);
              return is_open(4000) ? 1 : 0;
            }),
            "exit 0");
}

// One getdents call on /proc/self/fd would not return all 800.
TEST_P(CloseFrom, Closes800Descriptors) {
  EXPECT_EQ(test::in_child([] {
              for (int file = 100; file < 900; ++file) dup2(STDERR_FILENO, file);
              if (!allow_only(GetParam())) return 99;
              closefrom(3);
              for (int file = 3; file < 1024; ++file)
                if (is_open(file)) return 1;
              return 0;
            }),
            "exit 0");
}

// After unshare, the thread has its own descriptor table. /proc/self/fd would show that of the first
// thread.
TEST_P(CloseFrom, ClosesTheUnsharedTableOfAThread) {
  EXPECT_EQ(test::in_child([] {
              int answer = 1;
              std::thread([&answer] {
                if (unshare(CLONE_FILES) != 0 || !open_some() || !allow_only(GetParam())) return;
                closefrom(3);
                answer = is_open(77) || is_open(500) ? 2 : 0;
              }).join();
              return answer;
            }),
            "exit 0");
}
// /proc/self/fd is empty when the first thread has ended.
TEST_P(CloseFrom, WorksAfterTheFirstThreadHasEnded) {
  EXPECT_EQ(test::in_child([] {
              if (!open_some() || !allow_only(GetParam())) return 99;
              static pthread_t first;
              first = pthread_self();
              std::thread([] {
                pthread_join(first, nullptr);
                closefrom(3);
                _exit(is_open(77) || is_open(500) ? 1 : 0);
              }).detach();
              pthread_exit(nullptr);
              return 98;
            }),
            "exit 0");
}
TEST_P(CloseFrom, WorksWhenTheTableIsFull) {
  EXPECT_EQ(test::in_child([] {
              const rlimit limit{64, 64};
              if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || !allow_only(GetParam())) return 99;
              while (dup(STDERR_FILENO) >= 0) {
              }
              closefrom(3);
              for (int file = 3; file < 64; ++file)
                if (is_open(file)) return 1;
              return is_open(STDERR_FILENO) ? 0 : 2;
            }),
            "exit 0");
}

// The descriptors 0 to 19 are open, and the limit is 20. closefrom(20) closes none of them, so closefrom
// has no free descriptor for its own use.
TEST_P(CloseFrom, ReturnsWhenTheTableIsFullAndNoDescriptorIsInRange) {
  EXPECT_EQ(test::in_child([] {
              const rlimit limit{20, 20};
              if (setrlimit(RLIMIT_NOFILE, &limit) != 0 || !allow_only(GetParam())) return 99;
              while (dup(STDERR_FILENO) >= 0) {
              }
              closefrom(20);
              for (int file = 0; file < 20; ++file)
                if (!is_open(file)) return 1;
              return 0;
            }),
            "exit 0");
}
TEST_P(CloseFrom, ClosesDescriptorsAboveALoweredLimitWhenTheTableIsFull) {
  EXPECT_EQ(test::in_child([] {
              const rlimit high{4096, 4096}, low{20, 20}, none{0, 0};
              if (setrlimit(RLIMIT_NOFILE, &high) != 0 || dup2(STDERR_FILENO, 4000) != 4000) return 99;
              if (setrlimit(RLIMIT_NOFILE, &low) != 0 || !allow_only(GetParam())) return 98;
              while (dup(STDERR_FILENO) >= 0) {
              }
              closefrom(20);
              if (is_open(4000) || !is_open(19)) return 1;
              if (setrlimit(RLIMIT_NOFILE, &none) != 0) return 97;
              closefrom(3);
              return is_open(3) || is_open(19) || !is_open(2) ? 2 : 0;
            }),
            "exit 0");
}
// To measure the descriptor table, closefrom maps memory temporarily.
TEST_P(CloseFrom, WorksWithoutMemoryAndLeavesNoMapping) {
  EXPECT_EQ(test::in_child([] {
              if (!open_some() || !allow_only(GetParam())) return 99;
              const int before = test::count_mappings();
              closefrom(400);
              if (test::count_mappings() != before || is_open(500)) return 1;
              const rlimit none{1, 1};
              if (setrlimit(RLIMIT_AS, &none) != 0) return 98;
              closefrom(11);
              return is_open(11) || is_open(77) || !is_open(10) ? 2 : 0;
            }),
            "exit 0");
}

INSTANTIATE_TEST_SUITE_P(Method, CloseFrom,
                         testing::Values(AllowedCalls::all, AllowedCalls::select, AllowedCalls::close),
                         [](const auto& info) {
                           return info.param == AllowedCalls::all      ? "WithCloseRange"
                                  : info.param == AllowedCalls::select ? "WithSelectAndClose"
                                                                       : "WithCloseOnly";
                         });

TEST(CloseRange, ClosesOrMarksARange) {
  if (close_range(~0U, ~0U, 0) != 0 && errno == ENOSYS) GTEST_SKIP() << "this kernel has no close_range";
  // Since Linux 5.11, close_range can also mark descriptors close-on-exec.
  const bool marks = close_range(~0U, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
  EXPECT_EQ(test::in_child([marks] {
              if (!open_some()) return 99;
              if (marks && close_range(11, 77, CLOSE_RANGE_CLOEXEC) != 0) return 1;
              if (marks && (fcntl(77, F_GETFD) != FD_CLOEXEC || fcntl(500, F_GETFD) != 0)) return 2;
              if (close_range(11, 77, 0) != 0) return 3;
              if (is_open(11) || is_open(77) || !is_open(10) || !is_open(500)) return 4;
              if (close_range(12, 11, 0) != -1 || errno != EINVAL) return 5;
              // 1 is no flag of close_range.
              return close_range(12, 12, 1) == -1 && errno == EINVAL ? 0 : 6;
            }),
            "exit 0");
  if (!marks) GTEST_SKIP() << "this kernel's close_range has no CLOSE_RANGE_CLOEXEC";
}

TEST(IsFdType, ReportsTheTypeOfADescriptor) {
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  EXPECT_EQ(isfdtype(ends[0], S_IFSOCK), 1);
  EXPECT_EQ(isfdtype(ends[0], S_IFREG), 0);
  close(ends[0]);
  close(ends[1]);
  errno = 0;
  EXPECT_EQ(isfdtype(ends[0], S_IFSOCK), -1);
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
