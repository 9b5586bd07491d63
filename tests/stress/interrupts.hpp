// SPDX-License-Identifier: MIT
#pragma once
#include <signal.h>
#include <time.h>
#include <unistd.h>

namespace stress {

// Signals this thread while it runs, however seldom others get to signal it: so many nanoseconds from
// now, and then every so many. The timer outlives the thread, unless it is deleted.
inline timer_t interrupt_this_thread(int number, long first, long each) {
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = number;
  event.sigev_notify_thread_id = gettid();
  timer_t timer{};
  // Where the system has no more timers, the thread tries again.
  while (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) usleep(1000);
  const itimerspec times{{0, each}, {0, first}};
  timer_settime(timer, 0, &times, nullptr);
  return timer;
}

}  // namespace stress
