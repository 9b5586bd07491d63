// SPDX-License-Identifier: MIT
// first_draw WHAT [ERROR]: calls the random functions for the first time in a process, in a sandbox that
// refuses a system call. A draw is a call of a random function. A thread that draws has a state in
// droppable memory (libc/random/HAZARDS.md). WHAT is one of:
//
//   errno ERROR      droppable memory is refused: a draw succeeds and errno is unchanged
//   map ERROR        droppable memory is refused: 1000 draws in each of 4 threads succeed
//   getrandom ERROR  the system call getrandom is refused: each draw fails with ERROR
//   swallowed        the system call is suppressed and returns 0: getentropy fails with EIO
//   arc4random ERROR the system call is refused: arc4random must not return
//   long ERROR       the state is dropped and the system call is refused: a long draw fails with ERROR
//   long-arc4random ERROR  in the same situation, arc4random_buf must not return
//   strict           after one draw, mmap, rt_sigprocmask and getrandom are fatal: draws succeed
//   locked           at the limit of locked memory, a draw succeeds without a state; after the limit is
//                    raised, draws use the vDSO
//   kill-sigmask     rt_sigprocmask is fatal: draws succeed
//
// Exits with 0 if this holds, 8 or 9 if the test cannot be set up, and another number for each failed
// check.
#include <nacre/random.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include "tests/support/droppable.hpp"
#include "tests/support/no_reseeding.hpp"
#include "tests/support/seccomp.hpp"

namespace {

int error_number(const std::string& name) {
  if (name == "EPERM") return EPERM;
  if (name == "ENOSYS") return ENOSYS;
  if (name == "EINVAL") return EINVAL;
  if (name == "ENOMEM") return ENOMEM;
  if (name == "EAGAIN") return EAGAIN;
  if (name == "EINTR") return EINTR;
  if (name == "EMFILE") return EMFILE;
  if (name == "ENFILE") return ENFILE;
  if (name == "EOPNOTSUPP") return EOPNOTSUPP;
  return std::atoi(name.c_str());
}

bool draws(int count) {
  unsigned char buffer[16], last[16] = {};
  for (int i = 0; i < count; ++i) {
    if (getrandom(buffer, sizeof buffer, 0) != 16) return false;
    if (std::memcmp(buffer, last, sizeof buffer) == 0) return false;
    std::memcpy(last, buffer, sizeof last);
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  const int error = argc > 2 ? error_number(argv[2]) : 0;
  test::Filter filter;
  unsigned char buffer[16] = {};

  if (what == "errno") {
    if (!filter.refuse_droppable(test::answer(error)).install()) return 9;
    errno = 1234;
    return getrandom(buffer, sizeof buffer, 0) == 16 && errno == 1234 ? 0 : 1;
  }
  if (what == "map") {
    if (!filter.refuse_droppable(test::answer(error)).install()) return 9;
    bool good = draws(1000);
    for (int i = 0; i < 3; ++i) std::thread([&] { good = draws(1000) && good; }).join();
    return good ? 0 : 1;
  }
  if (what == "locked") {
    // Root may exceed the limit of locked memory.
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 9;
    const rlimit page{static_cast<rlim_t>(getpagesize()), 1 << 23}, enough{1 << 23, 1 << 23};
    // Each new page counts as locked. The mmap below uses up the limit of one page.
    if (setrlimit(RLIMIT_MEMLOCK, &page) != 0 || mlockall(MCL_FUTURE) != 0) return 9;
    if (mmap(nullptr, static_cast<size_t>(getpagesize()), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1,
             0) == MAP_FAILED)
      return 8;
    if (!draws(1)) return 1;
    nacre_random_report report{};
    nacre_random_describe(&report, sizeof report);
    if (report.states != 0) return 7;
    munlockall();
    if (setrlimit(RLIMIT_MEMLOCK, &enough) != 0) return 9;
    if (!draws(3)) return 2;
    if (nacre_random_describe(&report, sizeof report) != 0) return 3;
    if (report.path != std::string("vdso") || report.states_in_use != 1) return 4;
    return nacre_random_prepare(4) == 0 ? 0 : 5;
  }
  if (what == "getrandom") {
    if (!filter.refuse(SYS_getrandom, test::answer(error)).install()) return 9;
    for (int i = 0; i < 3; ++i) {
      errno = 0;
      if (getrandom(buffer, sizeof buffer, 0) != -1 || errno != error) return 1;
      errno = 0;
      if (getentropy(buffer, sizeof buffer) != -1 || errno != error) return 2;
    }
    for (const unsigned char byte : buffer)
      if (byte != 0) return 3;
    return 0;
  }
  if (what == "swallowed") {
    alarm(20);
    if (!filter.refuse(SYS_getrandom, test::answer(0)).install()) return 9;
    errno = 0;
    if (getrandom(buffer, sizeof buffer, 0) != 0) return 1;
    return getentropy(buffer, sizeof buffer) == -1 && errno == EIO ? 0 : 2;
  }
  if (what == "arc4random") {
    alarm(20);
    if (!filter.refuse(SYS_getrandom, test::answer(error)).install()) return 9;
    return arc4random() == 0 ? 1 : 2;
  }
  if (what == "long" || what == "long-arc4random") {
    alarm(20);
    if (!draws(1)) return 1;
    for (const auto& mapping : test::droppable_mappings()) mapping.drop();
    if (!filter.refuse(SYS_getrandom, test::answer(error)).install()) return 9;
    unsigned char long_buffer[4096] = {};
    if (what == "long-arc4random") {
      arc4random_buf(long_buffer, sizeof long_buffer);
      return 2;
    }
    errno = 0;
    return getrandom(long_buffer, sizeof long_buffer, 0) == -1 && errno == error ? 0 : 3;
  }
  if (what == "strict") {
    test::stop_reseeding();
    if (!draws(1)) return 1;
    filter.refuse(test::kMapCall, test::kKill)
        .refuse(SYS_rt_sigprocmask, test::kKill)
        .refuse(SYS_getrandom, test::kKill);
    if (!filter.install()) return 9;
    return draws(100000) ? 0 : 1;
  }
  if (what == "kill-sigmask") {
    if (!filter.refuse(SYS_rt_sigprocmask, test::kKill).install()) return 9;
    return draws(1000) ? 0 : 1;
  }
  return 8;
}
