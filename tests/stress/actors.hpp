// SPDX-License-Identifier: MIT
// The threads of the stress test storm.cpp that disturb the threads that draw random bytes
// (drawer.hpp), and each other, until `stop` is set. libc/random/HAZARDS.md describes the hazards.
#pragma once
#include <nacre/random.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <vector>

#include "tests/stress/checker.hpp"
#include "tests/stress/drawer.hpp"
#include "tests/stress/pace.hpp"
#include "tests/stress/schedule.hpp"
#include "tests/stress/short_lived_threads.hpp"
#include "tests/stress/signal_timer.hpp"
#include "tests/support/droppable.hpp"

namespace stress::actors {

inline std::atomic<bool> stop;

// Sends signals to drawers, and sleeps between signals. When this thread wakes up, it preempts a drawer
// at an arbitrary instruction.
inline void signal_drawers(std::vector<Drawer>& drawers, Schedule schedule) {
  while (!stop) {
    for (unsigned i = schedule.below(6); i > 0; --i) {
      Drawer& drawer = drawers[schedule.below(static_cast<unsigned>(drawers.size()))];
      drawer.signal(schedule.one_in(3) ? Drawer::kOnSmallStack : Drawer::kNested);
      spin(schedule.below(500));
    }
    usleep(schedule.below(100));
  }
}

// Zeroes the pages of all getrandom states, as the kernel does when it reclaims them, in bursts with
// pauses.
inline void drop_pages(Schedule schedule) {
  while (!stop) {
    const auto pages = test::droppable_mappings();
    for (int burst = 0; burst < 1000 && !stop; ++burst) {
      for (unsigned i = schedule.below(100); i > 0; --i) {
        for (const test::Mapping& mapping : pages) {
          if (schedule.one_in(2))
            mapping.drop();
          else
            mapping.page_out();
          ++checker.tallies().drops;
        }
        spin(schedule.below(2000));
      }
      usleep(schedule.below(3000));
    }
  }
}

inline void draw_forever() {
  for (;;) {
    draw<16>();
    draw<128>();
    draw<16>(Call::arc4random);
    draw<16>();
    pace.keep();
  }
}

// Threads that draw in a signal handler during a draw, mostly during their first one, and then leave
// both draws: by pthread_exit, or by siglongjmp and later pthread_exit
// (hazards signal-during-first-draw, thread-ends-mid-draw, longjmp-out-of-draw).
struct Leaver {
  static constexpr int kSignal = SIGURG;
  static inline thread_local constinit sigjmp_buf* out = nullptr;
  static inline thread_local constinit timer_t timer{};
  static inline thread_local constinit bool leaving = false;

  static void on_signal(int) {
    if (leaving || !own_draws.during_a_draw()) return;
    draw<16>();
    if (sigjmp_buf* const target = out) {
      out = nullptr;
      siglongjmp(*target, 1);
    }
    ++checker.tallies().exits;
    leaving = true;  // the destructors of this thread draw, and must not be interrupted
    timer_delete(timer);
    pthread_exit(nullptr);
  }
  static void start_interruptions(void* nanoseconds) {
    ShortLivedThreads::draw_at_end();
    const auto soon = static_cast<long>(reinterpret_cast<std::uintptr_t>(nanoseconds));
    timer = start_signal_timer(kSignal, soon, 20000);
  }
  static void* leave(void* nanoseconds) {
    start_interruptions(nanoseconds);
    draw_forever();
    return nullptr;
  }
  static void* jump_and_leave(void* nanoseconds) {
    sigjmp_buf target;
    if (sigsetjmp(target, 1) == 0) {
      out = &target;
      start_interruptions(nanoseconds);
    } else {
      own_draws = {};  // the jump has left all draws of this thread
      ++checker.tallies().jumps;
    }
    draw_forever();
    return nullptr;
  }
};

inline void make_threads_leave(Schedule schedule) {
  struct sigaction action {};
  action.sa_handler = Leaver::on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(Leaver::kSignal, &action, nullptr);
  while (!stop) {
    std::vector<pthread_t> threads;
    for (unsigned i = schedule.below(6); i > 0; --i) {
      pthread_t thread;
      const std::uintptr_t soon = 1 + schedule.below(schedule.one_in(4) ? 50000 : 5000);
      if (short_lived_threads.start(thread, schedule.one_in(4) ? Leaver::jump_and_leave : Leaver::leave,
                                    reinterpret_cast<void*>(soon)))
        threads.push_back(thread);
    }
    for (const pthread_t thread : threads) short_lived_threads.join(thread);
    usleep(schedule.below(1000));
  }
}

// Threads that are cancelled, at a cancellation point or asynchronously
// (hazards thread-ends-mid-draw, uncancellable-wait).
inline void cancel_threads(Schedule schedule) {
  const auto deferred = [](void*) -> void* {
    ShortLivedThreads::draw_at_end();
    draw_forever();
    return nullptr;
  };
  const auto anywhere = [](void*) -> void* {
    ShortLivedThreads::draw_at_end();
    pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
    draw_forever();
    return nullptr;
  };
  while (!stop) {
    std::vector<pthread_t> threads;
    for (unsigned i = schedule.below(6); i > 0; --i) {
      pthread_t thread;
      if (short_lived_threads.start(thread, schedule.one_in(2) ? deferred : anywhere, nullptr))
        threads.push_back(thread);
    }
    for (const pthread_t thread : threads) {
      spin(schedule.below(10000));
      pthread_cancel(thread);
    }
    for (const pthread_t thread : threads)
      checker.tallies().cancellations += short_lived_threads.join(thread) == PTHREAD_CANCELED;
    usleep(schedule.below(2000));
  }
}

// Creates threads that draw and end, a few or many at a time.
inline void come_and_go(Schedule schedule, unsigned most) {
  const auto body = [](void* draws) -> void* {
    ShortLivedThreads::draw_at_end();
    for (auto left = reinterpret_cast<std::uintptr_t>(draws); left > 0; --left) draw<16>();
    draw<1024>();
    return nullptr;
  };
  while (!stop) {
    std::vector<pthread_t> threads;
    for (unsigned i = schedule.one_in(8) ? most : schedule.below(8); i > 0; --i) {
      pthread_t thread;
      if (short_lived_threads.start(thread, body,
                                    reinterpret_cast<void*>(std::uintptr_t{schedule.below(100)})))
        threads.push_back(thread);
    }
    for (const pthread_t thread : threads) short_lived_threads.join(thread);
    usleep(schedule.below(3000));
  }
}

// Spawns this program again and again. The spawned programs draw into the same table of values
// (value_table.hpp).
inline void spawn_programs(Schedule schedule) {
  char file[16], bits[16], self[] = "/proc/self/exe", drawing[] = "--drawing";
  std::snprintf(file, sizeof file, "%d", checker.file());
  std::snprintf(bits, sizeof bits, "%u", checker.bits());
  char* const words[] = {self, drawing, file, bits, nullptr};
  while (!stop) {
    pid_t child;
    if (posix_spawn(&child, self, nullptr, nullptr, words, environ) == 0) {
      ++checker.tallies().spawns;
      int status = 0;
      if (waitpid(child, &status, 0) != child || status != 0) note_lost(checker.tallies(), status, 's');
    } else {
      ++checker.tallies().not_created;
    }
    usleep(schedule.below(10000));
  }
}

// The body of a spawned program.
inline int run_spawned_program(int file, unsigned bits) {
  alarm(60);
  if (!checker.join(file, bits)) return 1;
  for (int i = 0; i < 50; ++i) draw<16>();
  draw<1024>();
  return 0;
}

}  // namespace stress::actors
