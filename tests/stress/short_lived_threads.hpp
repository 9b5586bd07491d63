// SPDX-License-Identifier: MIT
// Creates and joins the threads of a stress program. Counts the live threads and their maximum.
#pragma once
#include <pthread.h>

#include <atomic>

#include "tests/stress/checker.hpp"

namespace stress {

class ShortLivedThreads {
 public:
  bool start(pthread_t& thread, void* (*body)(void*), void* argument) {
    const unsigned now = ++live_;
    for (unsigned most = most_; most < now && !most_.compare_exchange_weak(most, now);) {
    }
    if (pthread_create(&thread, nullptr, body, argument) == 0) {
      ++checker.tallies().threads;
      return true;
    }
    --live_;
    ++checker.tallies().not_created;
    return false;
  }
  void* join(pthread_t thread) {
    void* result = nullptr;
    pthread_join(thread, &result);
    --live_;
    return result;
  }
  // The maximum number of threads that were live at the same time.
  unsigned most() const { return most_; }

  // Makes the calling thread draw once more at its end, in the destructor of a pthread key
  // (hazard destructor-draws).
  static void draw_at_end() {
    static const pthread_key_t key = [] {
      pthread_key_t made;
      pthread_key_create(&made, [](void*) {
        own_draws = {};  // a thread that ended in a handler does not continue its draws
        draw<16>();
      });
      return made;
    }();
    pthread_setspecific(key, &live_);
  }

 private:
  static inline std::atomic<unsigned> live_ = 1, most_ = 1;  // the main thread counts too
};

inline ShortLivedThreads short_lived_threads;

}  // namespace stress
