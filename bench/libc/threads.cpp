// SPDX-License-Identifier: MIT
// Measures threads and locks. A row with one thread is measured while another thread waits, so that no
// libc leaves out a lock because the program has only one thread.
#include <benchmark/benchmark.h>
#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

#include "bench/libc/idle_thread.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
pthread_once_t once = PTHREAD_ONCE_INIT;
pthread_key_t key;
sem_t semaphore;
mtx_t c11_mutex;

// Measures call(), which returns 0 on success.
template <class Call>
void add_beside_thread(const char* name, Call call) {
  const auto run = [=](benchmark::State& state) {
    const IdleThread other;
    int failed = 0;
    for (auto _ : state) failed |= call();
    if (failed != 0) state.SkipWithError("a call failed");
  };
  benchmark::RegisterBenchmark(name, run)->Arg(0);
}

int create_and_join() {
  pthread_t thread;
  const int failed = pthread_create(
      &thread, nullptr, [](void* argument) { return argument; }, nullptr);
  return failed != 0 ? failed : pthread_join(thread, nullptr);
}

// Two threads use the same mutex.
void contend(benchmark::State& state) {
  static long shared = 0;
  for (auto _ : state) {
    pthread_mutex_lock(&mutex);
    benchmark::DoNotOptimize(++shared);
    pthread_mutex_unlock(&mutex);
  }
}

// Two threads wait for each other.
void ping_pong(benchmark::State& state) {
  // The thread whose turn it is. Both threads have the same number of turns, so it is 0 again at the
  // end.
  static int turn = 0;
  const int own = state.thread_index();
  for (auto _ : state) {
    pthread_mutex_lock(&mutex);
    while (turn != own) pthread_cond_wait(&changed, &mutex);
    turn = 1 - own;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
  }
}

}  // namespace

void register_threads() {
  pthread_key_create(&key, nullptr);
  pthread_setspecific(key, &key);
  sem_init(&semaphore, 0, 0);
  mtx_init(&c11_mutex, mtx_plain);
  pthread_once(&once, [] {});

  add_beside_thread("threads/create_join", create_and_join);
  add_beside_thread("threads/mutex",
                    [] { return pthread_mutex_lock(&mutex) | pthread_mutex_unlock(&mutex); });
  add_beside_thread("threads/mtx", [] { return mtx_lock(&c11_mutex) | mtx_unlock(&c11_mutex); });
  add_beside_thread("threads/rwlock_read",
                    [] { return pthread_rwlock_rdlock(&rwlock) | pthread_rwlock_unlock(&rwlock); });
  add_beside_thread("threads/semaphore", [] { return sem_post(&semaphore) | sem_wait(&semaphore); });
  add_beside_thread("threads/once_done", [] { return pthread_once(&once, [] {}); });
  add_beside_thread("threads/getspecific", [] { return pthread_getspecific(key) != &key; });
  benchmark::RegisterBenchmark("threads/mutex", contend)->Arg(0)->Threads(2)->UseRealTime();
  benchmark::RegisterBenchmark("threads/condition_ping_pong", ping_pong)
      ->Arg(0)
      ->Threads(2)
      ->UseRealTime();
}

}  // namespace bench
