// SPDX-License-Identifier: MIT
// once CASE: pthread_once after its initializer threw, and what must still end the program. Exits with 0
// if right.
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

namespace {

int fails, runs;
pthread_once_t control = PTHREAD_ONCE_INIT, inner = PTHREAD_ONCE_INIT;

void initialize() {
  runs++;
  if (fails-- > 0) throw 1;
}
bool throws(pthread_once_t* which, void (*initializer)()) {
  try {
    pthread_once(which, initializer);
  } catch (int) {
    return true;
  }
  return false;
}

// The next call runs the initializer again, and a completed one is not repeated.
bool again() {
  fails = 2;
  return throws(&control, initialize) && throws(&control, initialize) && !throws(&control, initialize) &&
         !throws(&control, initialize) && runs == 3;
}

// An exception that passes two of them.
void initialize_both() { pthread_once(&inner, initialize); }
bool nested() {
  fails = 1;
  return throws(&control, initialize_both) && !throws(&control, initialize_both) &&
         !throws(&inner, initialize) && runs == 2;
}

// Only the inner one's leaves: the outer one completes.
void catch_inner() {
  if (throws(&inner, initialize)) runs += 10;
}
bool inner_only() {
  fails = 1;
  return !throws(&control, catch_inner) && !throws(&control, catch_inner) && runs == 11 &&
         !throws(&inner, initialize) && runs == 12;
}

// A cleanup handler of the initializer that is unwound is not called later.
void handler(void*) { std::_Exit(9); }
void initialize_with_handler() {
  pthread_cleanup_push(handler, nullptr);
  initialize();
  pthread_cleanup_pop(0);
}
void* exits(void*) {
  if (throws(&control, initialize_with_handler)) pthread_exit(nullptr);
  return nullptr;
}
bool handlers() {
  pthread_t thread;
  fails = 1;
  return !pthread_create(&thread, nullptr, exits, nullptr) && !pthread_join(thread, nullptr) &&
         runs == 1;
}

// A thread that waits for the initializer that throws runs it itself.
sem_t entered;
void initialize_slowly() {
  if (++runs > 1) return;
  sem_post(&entered);
  usleep(100000);  // so that the other thread most likely waits; the result is the same if it does not
  throw 1;
}
void* waits(void*) {
  sem_wait(&entered);
  return throws(&control, initialize_slowly) ? &control : nullptr;
}
bool waiting() {
  pthread_t thread;
  void* result = &control;
  sem_init(&entered, 0, 0);
  return !pthread_create(&thread, nullptr, waits, nullptr) && throws(&control, initialize_slowly) &&
         !pthread_join(thread, &result) && !result && runs == 2;
}

// An exception that leaves the function of a thread, or that nobody catches, ends the program.
[[noreturn]] void terminated() { std::_Exit(0); }
void* throws_out(void*) { throw 1; }
bool thread() {
  pthread_t thread;
  std::set_terminate(terminated);
  if (!pthread_create(&thread, nullptr, throws_out, nullptr)) pthread_join(thread, nullptr);
  return false;
}
bool nobody() {
  std::set_terminate(terminated);
  fails = 1;
  pthread_once(&control, initialize);
  return false;
}

struct {
  const char* name;
  bool (*is_right)();
} const cases[] = {{"again", again},       {"nested", nested},   {"inner-only", inner_only},
                   {"handlers", handlers}, {"waiting", waiting}, {"thread", thread},
                   {"nobody", nobody}};

}  // namespace

int main(int argc, char** argv) {
  alarm(20);
  for (auto& one : cases)
    if (argc == 2 && !std::strcmp(one.name, argv[1])) return one.is_right() ? 0 : 1;
  return 2;
}
