// SPDX-License-Identifier: MIT
// sandboxed CALL ACTION PREPARE MMAP SIGMASK GETRANDOM: makes three draws in a sandbox that forbids
// further system calls before each draw.
//
//   CALL     the function that draws: getrandom, getentropy or arc4random
//   ACTION   kill, or the errno of a forbidden system call
//   PREPARE  yes or no: calls nacre_random_prepare(1) first
//
// MMAP, SIGMASK and GETRANDOM are the draws before which mmap, rt_sigprocmask and getrandom become
// forbidden: 0 the first draw, 1 the second, 2 the first draw of another thread, 3 never.
//
// Writes a letter after each draw: d for success, r for a failure with the errno of ACTION, ? for a
// failure with another errno, z for a result with six zero bytes in a row.
#include <nacre/random.h>
#include <sys/random.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>

#include "tests/support/no_reseeding.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/zero_run.hpp"

namespace {

std::string call;
int refusal;

char draw(std::size_t length) {
  static unsigned char buffer[4096];
  std::memset(buffer, 0, sizeof buffer);
  errno = 0;
  bool drawn = true;
  if (call == "getrandom")
    drawn = getrandom(buffer, length, 0) == static_cast<ssize_t>(length);
  else if (call == "getentropy")
    drawn = getentropy(buffer, length) == 0;
  else
    arc4random_buf(buffer, length);
  if (drawn) return test::has_zero_run<6>(buffer, length) ? 'z' : 'd';
  return errno == refusal ? 'r' : '?';
}

void report(char letter) {
  if (write(STDOUT_FILENO, &letter, 1) != 1) _exit(9);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 8;
  alarm(20);
  test::stop_reseeding();
  call = argv[1];
  const bool kills = std::strcmp(argv[2], "kill") == 0;
  refusal = kills ? 0 : std::atoi(argv[2]);
  const auto close_at = [&](int moment) {
    constexpr long kCalls[] = {test::kMapCall, SYS_rt_sigprocmask, SYS_getrandom};
    test::Filter filter;
    bool any = false;
    for (int i = 0; i < 3; ++i) {
      if (std::atoi(argv[4 + i]) != moment) continue;
      filter.refuse(kCalls[i], kills ? test::kKill : test::answer(refusal));
      any = true;
    }
    if (any && !filter.install()) _exit(7);
  };

  // Creates the other thread before calls are forbidden, because creating a thread needs system calls.
  enum Turn { kNone, kMain, kOther, kOver };
  std::atomic<Turn> turn = kNone;
  const auto pass = [&](Turn next) {
    turn = next;
    turn.notify_all();
  };
  std::thread other([&] {
    pass(kMain);
    turn.wait(kMain);
    report(draw(16));
    pass(kOver);
    for (;;) pause();
  });
  turn.wait(kNone);

  if (std::strcmp(argv[3], "yes") == 0) nacre_random_prepare(1);
  nacre_random_report random{};
  nacre_random_describe(&random, sizeof random);
  // getentropy has its own limit. Without a backend, long draws are system calls.
  const bool expands = random.backend_from != 0 && call != "getentropy";

  close_at(0);
  report(draw(16));
  close_at(1);
  for (int i = 0; i < 100; ++i)
    if (draw(16) == 'z') _exit(6);
  report(draw(expands ? 4096 : 200));
  close_at(2);
  pass(kOther);
  turn.wait(kOther);
  _exit(0);
}
