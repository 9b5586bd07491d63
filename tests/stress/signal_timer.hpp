// SPDX-License-Identifier: MIT
#pragma once
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace stress {

// Creates a timer that signals the calling thread after `first_ns` nanoseconds and then every
// `interval_ns`, both less than 10^9. A signal from another thread would have to wait until that thread
// runs; a timer's signal does not. The caller must delete the timer, because a timer outlives its
// thread.
inline timer_t start_signal_timer(int signal_number, long first_ns, long interval_ns) {
  constexpr int kMaxTries = 10000;  // at least 10 seconds
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = signal_number;
  event.sigev_notify_thread_id = gettid();
  timer_t timer{};
  // EAGAIN: the limit on queued signals (RLIMIT_SIGPENDING) is reached until other timers are deleted.
  for (int tries = 1; timer_create(CLOCK_MONOTONIC, &event, &timer) != 0; ++tries) {
    if (errno != EAGAIN || tries == kMaxTries) {
      std::perror("stress: timer_create");
      std::abort();
    }
    usleep(1000);
  }
  const itimerspec times{{0, interval_ns}, {0, first_ns}};
  if (timer_settime(timer, 0, &times, nullptr) != 0) {
    std::perror("stress: timer_settime");
    std::abort();
  }
  return timer;
}

}  // namespace stress
