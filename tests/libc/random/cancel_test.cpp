// SPDX-License-Identifier: MIT
// getrandom is a cancellation point, both through the vDSO and by system call. The other random
// functions are no cancellation points (hazard uncancellable-wait).
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
        if (getrandom(bytes, sizeof bytes, 0) != 16) return nullptr;
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

TEST(CancelGetrandom, DisabledCancellationStaysPending) {
  EXPECT_FALSE(is_cancelled_in([] {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
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

// The program tries every combination of flags, length, buffer, errno and cancellation. It checks the
// result, errno and whether the thread was cancelled
// (hazards errno-changed, flags-differ, lengths-differ, bad-pointer-crashes).
TEST(SystemCallAnswers, AreReturnedForEveryCombination) {
  EXPECT_EQ(test::run_program(test::program("answers"), "-q"), "exit 0");
}

// The vDSO never waits, so it returns EAGAIN before the kernel's generator is ready. Then the system
// call waits, if the caller's flags allow it.
TEST(CancelGetrandom, SystemCallGetsTheCallersFlagsWhenTheVdsoReturnsEagain) {
  NEEDS_VGETRANDOM();
  NEEDS_A_VDSO_TO_WRITE_OVER();
  unsigned char byte = 0;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);
  for (const unsigned flags : {0U, unsigned{GRND_NONBLOCK}}) {
    const auto trace = test::trace([&] {
      if (!test::make_vdso_answer(-EAGAIN)) return 3;
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

bool make_vdso_answer_its_flags() {
  return test::make_vdso_be([](void*, size_t, unsigned flags, void*, size_t) -> long { return flags; });
}

// The vDSO gets the caller's flags and GRND_NONBLOCK. A stub replaces its function and returns the
// flags as the number of bytes, which is accepted only if it equals the length.
TEST(CancelGetrandom, NeverWaitsInTheVdso) {
  NEEDS_VGETRANDOM();
  NEEDS_A_VDSO_TO_WRITE_OVER();
  unsigned char byte = 0;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);
  for (const unsigned flags : {0U, unsigned{GRND_NONBLOCK}}) {
    const auto trace = test::trace([&] {
      if (!make_vdso_answer_its_flags()) return 3;
      // The stub returns its flags. Only the result 1, which is GRND_NONBLOCK, is accepted without a
      // system call.
      return getrandom(buffer, 1, flags) == 1 ? 0 : 1;
    });
    EXPECT_EQ(trace.end, "exit 0");
    EXPECT_EQ(trace.count(SYS_getrandom), 0u) << "the vDSO got other flags than GRND_NONBLOCK";
  }
}

}  // namespace
