// SPDX-License-Identifier: MIT
// Tests cancellation. getrandom is a cancellation point, whether it uses the vDSO or the system call.
// The other random functions are no cancellation points (hazard uncancellable-wait in
// libc/random/HAZARDS.md, which also explains states).
#include <gtest/gtest.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"
#include "tests/support/vdso_patch.hpp"

namespace {

// Runs `body` in a thread with a pending cancellation. Returns whether the thread was cancelled in
// `body`.
bool is_cancelled_in(void (*body)()) {
  pthread_t thread;
  void* result = nullptr;
  pthread_create(
      &thread, nullptr,
      [](void* run) -> void* {
        unsigned char bytes[16];
        if (getrandom(bytes, sizeof bytes, 0) != 16) return nullptr;  // gives the thread a state
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
        pthread_cancel(pthread_self());
        pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, nullptr);
        reinterpret_cast<void (*)()>(run)();
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
        return nullptr;
      },
      reinterpret_cast<void*>(body));
  pthread_join(thread, &result);
  return result == PTHREAD_CANCELED;
}

unsigned char buffer[512];

TEST(CancelGetrandom, ActsOnAPendingCancellationAtEntry) {
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 16, 0); }));
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 512, 0); }));
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 16, GRND_NONBLOCK); }));
}

TEST(CancelGetrandom, SucceedsWhileCancellationIsDisabled) {
  EXPECT_FALSE(is_cancelled_in([] {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
    // If a call fails, the thread ends as if it had been cancelled, so the test fails.
    if (getrandom(buffer, 16, 0) != 16 || getrandom(buffer, 512, 0) != 512)
      pthread_exit(PTHREAD_CANCELED);
  }));
}

TEST(CancelGetrandom, OtherFunctionsAreNoCancellationPoints) {
  EXPECT_FALSE(is_cancelled_in([] { getentropy(buffer, 16); }));
  EXPECT_FALSE(is_cancelled_in([] { getentropy(buffer, 256); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random(); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random_uniform(6); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random_buf(buffer, 512); }));
}

// tests/programs/compare_with_syscall.c calls getrandom and the system call with every combination of
// flags, length, buffer, errno and cancellation. Result, errno and whether the thread was cancelled
// must be the same (hazards errno-changed, flags-differ, lengths-differ, bad-pointer-crashes). With -q,
// the program prints only the combinations with a difference.
TEST(SystemCallAnswers, AreThoseOfGetrandomForEveryCombination) {
  EXPECT_EQ(test::run_program(test::program("compare_with_syscall"), "-q"), "exit 0");
}

// The libc calls the vDSO with GRND_NONBLOCK, so the vDSO returns EAGAIN before the kernel's generator
// is ready. Here, a stub returns EAGAIN. getrandom must then make the system call with the caller's
// flags, which say whether the call may wait.
TEST(CancelGetrandom, SystemCallGetsTheCallersFlagsWhenTheVdsoReturnsEagain) {
  NEEDS_VGETRANDOM();
  NEEDS_OVERWRITABLE_VDSO();
  unsigned char byte = 0;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);
  for (const unsigned flags : {0U, unsigned{GRND_NONBLOCK}}) {
    const auto trace = test::trace([&] {
      if (!test::make_vdso_return(-EAGAIN)) return 3;
      errno = 55;
      return getrandom(buffer, 16, flags) == 16 && errno == 55 ? 0 : 1;
    });
    ASSERT_EQ(trace.end, "exit 0");
    ASSERT_EQ(trace.count(SYS_getrandom), 1u);
    for (const auto& call : trace.calls) {
      if (call.number == SYS_getrandom) {
        EXPECT_EQ(call.arguments[2], flags);
      }
    }
  }
}

bool make_vdso_return_its_flags() {
  return test::make_vdso_call(
      [](void*, size_t, unsigned flags, void*, size_t) -> long { return flags; });
}

// getrandom must pass GRND_NONBLOCK to the vDSO, in addition to the caller's flags. A stub in place of
// the vDSO's function returns the flags as if they were the number of bytes.
TEST(CancelGetrandom, NeverWaitsInTheVdso) {
  NEEDS_VGETRANDOM();
  NEEDS_OVERWRITABLE_VDSO();
  unsigned char byte = 0;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);
  for (const unsigned flags : {0U, unsigned{GRND_NONBLOCK}}) {
    const auto trace = test::trace([&] {
      if (!make_vdso_return_its_flags()) return 3;
      // One byte is requested. So getrandom accepts the result only if the flags are 1, which is
      // GRND_NONBLOCK. After any other result, it makes the system call.
      return getrandom(buffer, 1, flags) == 1 ? 0 : 1;
    });
    EXPECT_EQ(trace.end, "exit 0");
    EXPECT_EQ(trace.count(SYS_getrandom), 0u) << "the vDSO got other flags than GRND_NONBLOCK";
  }
}

}  // namespace
