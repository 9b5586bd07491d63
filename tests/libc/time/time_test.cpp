// SPDX-License-Identifier: MIT
// Tests time().
#include <gtest/gtest.h>
#include <time.h>

namespace {

time_t seconds_of(clockid_t clock) {
  timespec now{};
  EXPECT_EQ(clock_gettime(clock, &now), 0);
  return now.tv_sec;
}

// Other clocks are read before and after each call, for a little more than a second.
TEST(Time, IsBetweenTwoReadingsOfTheCoarseClock) {
  const time_t end = seconds_of(CLOCK_REALTIME) + 2;
  while (true) {
    const time_t before = seconds_of(CLOCK_REALTIME_COARSE), now = time(nullptr),
                 after = seconds_of(CLOCK_REALTIME_COARSE);
    ASSERT_LE(before, now);
    ASSERT_LE(now, after);
    if (now >= end) break;
  }
}
TEST(Time, IsNeverAheadOfTheRealTimeClock) {
  for (int i = 0; i < 1000000; ++i) ASSERT_LE(time(nullptr), seconds_of(CLOCK_REALTIME));
}
TEST(Time, StoresItsResult) {
  time_t stored = 0;
  const time_t returned = time(&stored);
  EXPECT_EQ(returned, stored);
  EXPECT_GT(returned, 1700000000);
}

}  // namespace
