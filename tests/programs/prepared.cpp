// SPDX-License-Identifier: MIT
// prepared WHAT: tests the promises of nacre_random_prepare and related functions. A draw is a call of a
// random function. A thread that draws has a state in droppable memory (libc/random/HAZARDS.md). WHAT is
// one of:
//
//   threads N   mmap of droppable memory is fatal: this thread and N new threads draw at the same time
//   strict      mmap, madvise, rt_sigprocmask and getrandom are fatal: short and long draws succeed
//   refused     droppable memory was refused: prepare fails with ENOTSUP, and draws succeed
//   discard     three threads draw before and after nacre_random_discard: the test traces this program,
//               and counts the system calls
//   backend B   the program changes its environment: the backend is still B, as selected at the start
//   setting     getrandom is refused: a draw fails exactly if nacre_random_describe reports that
//               its length uses the system call; the test runs this with several settings of
//               NACRE_RANDOM
//   no-memory   there is no memory for pages: prepare fails with ENOMEM, and the reported path is vdso
//   full        further pages are refused: prepare fails with ENOTSUP, but existing states are used, and
//               the report shows them; prepare also fails with ENOTSUP in a thread that got no state
//   at-once     four threads prepare at the same time: each call succeeds or fails with EAGAIN
//
// Exits with 0 if this holds, 8 or 9 if the test cannot be set up, and another number for each failed
// check.
#include <nacre/random.h>
#include <sys/random.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chacha20_backend.hpp>
#include <cstdlib>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/bad_draw.hpp"
#include "tests/support/no_reseeding.hpp"
#include "tests/support/seccomp.hpp"

namespace {

// The length of the longest draw here. Without a cipher backend, draws longer than 288 bytes are system
// calls.
size_t longest_draw() { return nacre::sys::chacha20_backends[0].name != nullptr ? 5000 : 288; }

bool draws() {
  for (const size_t length : {16, 60, 300, 4096}) {
    if (length > longest_draw()) continue;
    std::vector<unsigned char> bytes(length);
    if (getrandom(bytes.data(), length, 0) != static_cast<ssize_t>(length)) return false;
    if (test::is_bad_draw(bytes.data(), length)) return false;
  }
  return true;
}

// Creates `count` threads. Each thread draws and waits for all others. Then this thread runs `first`,
// and after it each of the new threads runs `then`.
template <class First, class Then>
bool all_at_once(int count, const First& first, const Then& then) {
  std::atomic<bool> good = true;
  std::latch all(count + 1), go_on(1);
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i)
    threads.emplace_back([&] {
      if (!draws()) good = false;
      all.arrive_and_wait();
      go_on.wait();
      if (!then()) good = false;
    });
  all.arrive_and_wait();
  if (!first()) good = false;
  go_on.count_down();
  for (auto& thread : threads) thread.join();
  return good;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  test::stop_reseeding();
  test::Filter filter;
  if (what == "threads") {
    const int count = std::atoi(argv[2]);
    if (nacre_random_prepare(static_cast<unsigned>(count)) != 0) return 2;
    if (!filter.refuse_droppable(test::kKill).install()) return 9;
    return draws() && all_at_once(count, draws, [] { return true; }) ? 0 : 1;
  }
  if (what == "strict") {
    if (nacre_random_prepare(0) != 0) return 2;
    filter.refuse(test::kMapCall, test::kKill)
        .refuse(SYS_madvise, test::kKill)
        .refuse(SYS_rt_sigprocmask, test::kKill)
        .refuse(SYS_getrandom, test::kKill);
    if (!filter.install()) return 9;
    unsigned char bytes[300];
    for (int i = 0; i < 10000; ++i) {
      if (getrandom(bytes, 16, 0) != 16) return 1;
      const size_t length = std::min(sizeof bytes, longest_draw());
      if (getrandom(bytes, length, 0) != static_cast<ssize_t>(length)) return 1;
    }
    return 0;
  }
  if (what == "refused") {
    if (!filter.refuse_droppable(test::answer(EPERM)).install()) return 9;
    errno = 0;
    if (nacre_random_prepare(3) != -1 || errno != ENOTSUP) return 1;
    nacre_random_report report{};
    if (nacre_random_describe(&report, sizeof report) != 0) return 2;
    if (report.path != std::string("syscall") || *report.reason == 0) return 3;
    return draws() ? 0 : 4;
  }
  if (what == "backend") {
    // Changes of the environment have no effect now.
    setenv("NACRE_RANDOM", "syscall", 1);
    unsetenv("PATH");
    nacre_random_report report{};
    return nacre_random_describe(&report, sizeof report) == 0 && report.path == std::string("vdso") &&
                   std::string(argv[2]) == report.backend && draws()
               ? 0
               : 1;
  }
  if (what == "setting") {
    if (nacre_random_prepare(0) != 0) return 2;
    nacre_random_report report{};
    if (nacre_random_describe(&report, sizeof report) != 0) return 3;
    if (!filter.refuse(SYS_getrandom, test::answer(EPERM)).install()) return 9;
    unsigned char bytes[8192];
    for (size_t length = 0; length <= sizeof bytes; ++length) {
      const bool called = getrandom(bytes, length, 0) < 0;
      const bool uses_backend = report.backend_from != 0 && length >= report.backend_from;
      if (called != (!uses_backend && length > report.vdso_to)) return 4;
    }
    return 0;
  }
  if (what == "no-memory") {
    rlimit none{1, 1};
    if (setrlimit(RLIMIT_AS, &none) != 0) return 9;
    errno = 0;
    if (nacre_random_prepare(3) != -1 || errno != ENOMEM) return 1;
    nacre_random_report report{};
    if (nacre_random_describe(&report, sizeof report) != 0) return 2;
    return report.path == std::string("vdso") && *report.reason == 0 ? 0 : 3;
  }
  if (what == "full") {
    if (nacre_random_prepare(0) != 0) return 2;
    if (!filter.refuse_droppable(test::answer(EPERM)).install()) return 9;
    errno = 0;
    if (nacre_random_prepare(100) != -1 || errno != ENOTSUP) return 3;
    nacre_random_report report{};
    if (nacre_random_describe(&report, sizeof report) != 0) return 4;
    if (report.path != std::string("vdso") || *report.reason == 0) return 5;
    if (report.states == 0 || report.states_in_use != 1) return 6;
    if (nacre_random_prepare(1) != 0 || !draws()) return 7;
    // This thread has a state. So one of the other threads finds no free state.
    std::atomic<int> without_state = 0;
    const auto prepare = [&] {
      if (nacre_random_prepare(0) == 0) return true;
      if (errno == ENOTSUP) ++without_state;
      return errno == ENOTSUP;
    };
    const auto count = static_cast<int>(report.states);
    return all_at_once(count, draws, prepare) && without_state == 1 ? 0 : 10;
  }
  if (what == "at-once") {
    std::atomic<int> bad = 0;
    std::latch all(4);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        all.arrive_and_wait();
        if (nacre_random_prepare(3) != 0 && errno != EAGAIN) ++bad;
      });
    for (auto& thread : threads) thread.join();
    return bad;
  }
  // Prepares states, because only one of several simultaneous first draws is certain to get a state.
  if (what == "discard" && nacre_random_prepare(3) == 0)
    return all_at_once(
               3, [] { return draws() && nacre_random_discard() == 0; }, draws)
               ? 0
               : 1;
  return 8;
}
