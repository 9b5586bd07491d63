// SPDX-License-Identifier: MIT
// Tests the child lock: while a thread has a NoNewChild object, no other thread can create a child
// process. tests/libc/fd/cloexec_window_test.cpp tests the functions that take this lock.
#include "libc/process/no_new_child.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "sysdeps/contract/hooks.hpp"
#include "tests/support/child.hpp"
#include "tests/support/waits_in.hpp"

namespace {

using nacre::process::NoNewChild;

// Four threads increment a plain counter under the lock. No increment may be lost.
TEST(ChildLock, IsHeldByOneThreadAtATime) {
  constexpr int kThreads = 4, kTimes = 5000;
  volatile int count = 0;
  std::thread threads[kThreads];
  for (auto& thread : threads)
    thread = std::thread([&count] {
      for (int i = 0; i < kTimes; ++i) {
        const NoNewChild no_new_child;
        const int before = count;
        if (i % 64 == 0) sched_yield();
        count = before + 1;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(count, kThreads * kTimes);
}

// A thread that does not hold the lock tries to release it, and then forks. The fork must wait until
// the holder releases the lock.
TEST(ChildLock, OnlyTheHolderReleasesIt) {
  NoNewChild no_new_child;
  std::atomic<bool> forked = false;
  std::atomic<pid_t> number = 0;
  std::thread other([&] {
    nacre::sys::unlock_children();  // must have no effect, because another thread holds the lock
    number = gettid();
    const pid_t child = _Fork();
    if (child == 0) _exit(0);
    forked = true;
    waitpid(child, nullptr, 0);
  });
  while (number == 0) sched_yield();
  EXPECT_TRUE(test::waits_in(number, SYS_futex));
  EXPECT_FALSE(forked);
  no_new_child.release();
  other.join();
  EXPECT_TRUE(forked);
}

volatile std::sig_atomic_t handled;

// The holder of the lock raises a signal. The handler must run only after the release.
TEST(ChildLock, NoHandlerRunsInItsHolder) {
  handled = 0;
  const auto before = std::signal(SIGUSR1, [](int) { handled = 1; });
  {
    const NoNewChild no_new_child;
    raise(SIGUSR1);
    EXPECT_EQ(handled, 0);
  }
  EXPECT_EQ(handled, 1);
  std::signal(SIGUSR1, before);
}

// fork holds the lock while it creates the child, which inherits a locked copy. The child must be able
// to take the lock. In the child, a second release() of the first object must not release the second
// object's lock.
TEST(ChildLock, IsFreeInAForkChildAndSecondReleaseHasNoEffect) {
  EXPECT_EQ(test::in_child([] {
              NoNewChild first;
              first.release();
              const NoNewChild second;
              first.release();
              // The second object still holds the lock, so the signal must stay blocked.
              handled = 0;
              std::signal(SIGUSR1, [](int) { handled = 1; });
              raise(SIGUSR1);
              return handled != 0;
            }),
            "exit 0");
}

// On an architecture whose vfork is a fork, the child inherits a copy of the lock while another thread
// holds it. The child must be able to take the lock.
TEST(ChildLock, IsFreeInAVforkChildWithItsOwnMemory) {
  if (test::vfork_shares_memory()) GTEST_SKIP() << "a vfork child shares memory on this architecture";
  std::atomic<bool> held = false;
  std::thread holder([&] {
    const NoNewChild no_new_child;
    held = true;
    usleep(100000);
  });
  while (!held) sched_yield();
  const pid_t child = vfork();
  if (child == 0) {
    alarm(20);
    { const NoNewChild no_new_child; }
    _exit(0);
  }
  int status = 1;
  waitpid(child, &status, 0);
  holder.join();
  EXPECT_EQ(status, 0);
}

}  // namespace
