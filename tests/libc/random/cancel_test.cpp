// SPDX-License-Identifier: MIT
// getrandom is a cancellation point, through the vDSO as by the system call; the others are none (H21).
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

// Runs `body` in a thread with a cancellation pending, and tells whether it was acted on in `body`.
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

TEST(CancelH21, APendingCancellationIsActedOnAtGetrandomsEntry) {
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 16, 0); }));
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 512, 0); }));
  EXPECT_TRUE(is_cancelled_in([] { getrandom(buffer, 16, GRND_NONBLOCK); }));
}

TEST(CancelH21, ADisabledCancellationWaits) {
  EXPECT_FALSE(is_cancelled_in([] {
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, nullptr);
    if (getrandom(buffer, 16, 0) != 16 || getrandom(buffer, 512, 0) != 512)
      pthread_exit(PTHREAD_CANCELED);
  }));
}

TEST(CancelH21, TheOthersAreNoCancellationPoints) {
  EXPECT_FALSE(is_cancelled_in([] { getentropy(buffer, 16); }));
  EXPECT_FALSE(is_cancelled_in([] { getentropy(buffer, 256); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random(); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random_uniform(6); }));
  EXPECT_FALSE(is_cancelled_in([] { arc4random_buf(buffer, 512); }));
}

// For every combination of flags, lengths, buffers, errno and cancellation: what is returned, errno
// after, and whether the cancellation was acted on, or refused the call (H22 to H25 too).
TEST(AnswersH21, AreTheSystemCallsForEveryCombination) {
  EXPECT_EQ(test::run_program(test::program("answers"), "-q"), "exit 0");
}

// Before the kernel's generator is ready the vDSO answers EAGAIN, for it is never asked to wait. Only
// the system call waits, as the caller's flags say.
TEST(CancelH21, WhenTheVdsoSaysEagainTheSystemCallAnswersWithTheCallersFlags) {
  NEEDS_STATES();
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

// What the vDSO is given: the caller's flags and GRND_NONBLOCK. Its function is replaced by one that
// answers with the flags it got, which as a number of bytes is not believed unless it is the length.
TEST(CancelH21, TheVdsoIsNeverAskedToWait) {
  NEEDS_STATES();
  NEEDS_A_VDSO_TO_WRITE_OVER();
  unsigned char byte = 0;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);
  for (const unsigned flags : {0U, unsigned{GRND_NONBLOCK}}) {
    const auto trace = test::trace([&] {
      if (!make_vdso_answer_its_flags()) return 3;
      // Flags of 1 pass for a draw of one byte: only then is there no system call.
      return getrandom(buffer, 1, flags) == 1 ? 0 : 1;
    });
    EXPECT_EQ(trace.end, "exit 0");
    EXPECT_EQ(trace.count(SYS_getrandom), 0u) << "the vDSO got other flags than GRND_NONBLOCK";
  }
}

}  // namespace
