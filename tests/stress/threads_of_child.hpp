// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <atomic>

#include "tests/stress/checker.hpp"
#include "tests/stress/states.hpp"

namespace stress {

// Creates threads in a forked child. Each must have its own vDSO getrandom state (states.hpp). Sends
// them `signal`, whose handler draws. The threads end with the process.
inline void draw_in_threads(int signal) {
  constexpr unsigned kThreads = 2;
  struct Thread {
    pthread_t handle;
    std::atomic<State*> state;
    std::atomic<bool> ready;
    static void* run(void* self) {
      auto& thread = *static_cast<Thread*>(self);
      // A draw gets no state if another thread is just mapping new ones.
      for (unsigned i = 0; i < 100 && thread.state == nullptr; ++i) {
        draw<16>();
        thread.state = own_state();
      }
      thread.ready = true;
      for (;;) draw<16>();
    }
  };
  static Thread threads[kThreads];
  State* all[kThreads + 1];
  unsigned count = 0;
  while (count < kThreads &&
         pthread_create(&threads[count].handle, nullptr, Thread::run, &threads[count]) == 0)
    ++count;
  checker.tallies().threads += count;
  for (unsigned i = 0; i < count; ++i) {
    while (!threads[i].ready) draw<16>(), sched_yield();
    all[i] = threads[i].state;
  }
  all[count] = own_state();
  checker.tallies().shared_states += count_shared(all, all + count + 1);
  for (unsigned i = 0; i < count * 4; ++i) {
    pthread_kill(threads[i % count].handle, signal);
    draw<16>();
  }
}

}  // namespace stress
