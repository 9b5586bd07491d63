// SPDX-License-Identifier: MIT
// Tests functions that a signal handler may call while it interrupts malloc or free.
#include <gtest/gtest.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "tests/libc/malloc/blocks.hpp"
#include "tests/support/child.hpp"

namespace {

// Allocates until a signal ends the process.
void allocate_forever() {
  for (unsigned i = 0;; ++i) test::allocate_and_free(1 << 20, i);
}

// Makes the kernel send SIGALRM to the process after this many microseconds.
void send_alarm(long microseconds) {
  const itimerval timer{{0, 0}, {0, microseconds}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

TEST(MallocSignals, AbortEndsAProgramThatIsInMalloc) {
  for (int i = 0; i < 60; ++i)
    ASSERT_EQ(test::in_child([i] {
                std::signal(SIGALRM, [](int) { abort(); });
                if (i % 2 == 0) std::thread(allocate_forever).detach();
                send_alarm(1000 + 137 * i);
                allocate_forever();
                return 0;
              }),
              "signal 6")
        << i;
}

// The handler forks by _Fork, and the child calls only async-signal-safe functions.
TEST(MallocSignals, HandlerInMallocMayCall_ForkAndAbort) {
  static volatile std::sig_atomic_t handled, bad;
  EXPECT_EQ(test::in_child([] {
              std::signal(SIGALRM, [](int) {
                const pid_t child = _Fork();
                if (child == 0) {
                  std::signal(SIGALRM, SIG_DFL);
                  alarm(20);
                  abort();
                }
                int status = 0;
                while (waitpid(child, &status, 0) < 0) {
                }
                if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT) bad = 1;
                handled = handled + 1;
                if (handled < 100) send_alarm(1000);
              });
              std::thread other([] {
                sigset_t alarms;
                sigemptyset(&alarms);
                sigaddset(&alarms, SIGALRM);
                pthread_sigmask(SIG_BLOCK, &alarms, nullptr);
                while (handled < 100) test::allocate_and_free(1 << 20, 1);
              });
              send_alarm(1000);
              while (handled < 100) test::allocate_and_free(1 << 20, 2);
              other.join();
              return bad + 0;
            }),
            "exit 0");
}

}  // namespace
