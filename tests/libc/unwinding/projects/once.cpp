// SPDX-License-Identifier: MIT
// once CASE: tests pthread_once with an initializer that throws an exception. In the last two cases,
// "leaves-thread" and "uncaught", the exception must end the program. Exits with 0 if the case has the
// required effect.
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

namespace {

int throws_left, runs;  // how many more calls of initialize() throw, and how many calls there were
pthread_once_t control = PTHREAD_ONCE_INIT, inner = PTHREAD_ONCE_INIT;

void initialize() {
  runs++;
  if (throws_left-- > 0) throw 1;
}
bool throws(pthread_once_t* which, void (*initializer)()) {
  try {
    pthread_once(which, initializer);
  } catch (int) {
    return true;
  }
  return false;
}

// After an exception, the next call must run the initializer again. After the initializer has completed,
// it must not run again.
bool again() {
  throws_left = 2;
  return throws(&control, initialize) && throws(&control, initialize) && !throws(&control, initialize) &&
         !throws(&control, initialize) && runs == 3;
}

// An exception leaves two nested calls of pthread_once. Both must run their initializers again.
void initialize_both() { pthread_once(&inner, initialize); }
bool nested() {
  throws_left = 1;
  return throws(&control, initialize_both) && !throws(&control, initialize_both) &&
         !throws(&inner, initialize) && runs == 2;
}

// The outer initializer catches the exception of the inner call. So only the inner call must run its
// initializer again.
void catch_inner() {
  if (throws(&inner, initialize)) runs += 10;  // a caught exception counts as 10
}
bool inner_only() {
  throws_left = 1;
  return !throws(&control, catch_inner) && !throws(&control, catch_inner) && runs == 11 &&
         !throws(&inner, initialize) && runs == 12;
}

// An exception unwinds an initializer that has pushed a cleanup handler. The end of the thread must not
// call this handler.
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
bool cleanup_handler() {
  pthread_t thread;
  throws_left = 1;
  return !pthread_create(&thread, nullptr, exits, nullptr) && !pthread_join(thread, nullptr) &&
         runs == 1;
}

// A thread waits while another thread runs the initializer, which throws. The waiting thread must then
// run the initializer itself.
sem_t entered;
void initialize_slowly() {
  if (++runs > 1) return;
  sem_post(&entered);
  usleep(100000);  // so that the other thread waits; if it is late, the result must be the same
  throw 1;
}
void* waits(void*) {
  sem_wait(&entered);
  return throws(&control, initialize_slowly) ? &control : nullptr;
}
bool waiting_thread() {
  pthread_t thread;
  void* result = &control;
  sem_init(&entered, 0, 0);
  return !pthread_create(&thread, nullptr, waits, nullptr) && throws(&control, initialize_slowly) &&
         !pthread_join(thread, &result) && !result && runs == 2;
}

// An exception must end the program if it leaves the start function of a thread ("leaves-thread"), or if
// the caller of pthread_once does not catch it ("uncaught").
[[noreturn]] void terminated() { std::_Exit(0); }
void* throws_out(void*) { throw 1; }
bool leaves_thread() {
  pthread_t thread;
  std::set_terminate(terminated);
  if (!pthread_create(&thread, nullptr, throws_out, nullptr)) pthread_join(thread, nullptr);
  return false;
}
bool uncaught() {
  std::set_terminate(terminated);
  throws_left = 1;
  pthread_once(&control, initialize);
  return false;
}

struct {
  const char* name;
  bool (*is_right)();
} const cases[] = {{"again", again},
                   {"nested", nested},
                   {"inner-only", inner_only},
                   {"cleanup-handler", cleanup_handler},
                   {"waiting-thread", waiting_thread},
                   {"leaves-thread", leaves_thread},
                   {"uncaught", uncaught}};

}  // namespace

int main(int argc, char** argv) {
  alarm(20);
  for (auto& one : cases)
    if (argc == 2 && !std::strcmp(one.name, argv[1])) return one.is_right() ? 0 : 1;
  return 2;
}
