// SPDX-License-Identifier: MIT
// pool_lock_owner exit|jump|fork: tests the owner of the lock of the state pool
// (libc/random/state_pool.hpp). A thread that ends while it holds the lock must release the lock. No
// other thread may release the lock.
//
// A seccomp filter turns each mmap of droppable memory into SIGSYS. The thread holds the lock at that
// moment. The handler of SIGSYS then does the following:
//
//   exit  it ends the thread during nacre_random_prepare; then another thread must get a state
//   jump  it leaves nacre_random_prepare by siglongjmp, and the thread ends; then another thread
//         must get a state
//   fork  it forks during the first getrandom call; in the child, another thread takes the lock before
//         the handler returns, and must still hold the lock afterwards
//
// Exits with 0 if this holds, 9 if the test cannot be set up, and another number for each failed check.
#include <nacre/random.h>
#include <pthread.h>
#include <sys/random.h>

#include <atomic>
#include <cerrno>
#include <csetjmp>
#include <cstring>
#include <thread>

#include "libc/random/thread_state.hpp"
#include "tests/support/child.hpp"
#include "tests/support/trapped_map.hpp"

namespace {

// Draws 16 bytes. Returns whether this succeeds and this thread then has a free state, which no draw
// uses.
bool gets_a_state() {
  unsigned char bytes[16];
  return getrandom(bytes, sizeof bytes, 0) == 16 &&
         nacre::random::ThreadState::of_this_thread().is_free();
}

bool another_gets_a_state() {
  bool has = false;
  std::thread([&] { has = gets_a_state(); }).join();
  return has;
}

sigjmp_buf out;
void (*leave)();

// Called instead of each mmap of droppable memory, while the thread holds the lock.
long leave_once() {
  if (const auto act = leave; act != nullptr) {
    leave = nullptr;
    act();
  }
  return test::map_ordinary_page();
}

int leave_during_prepare() {
  std::thread([] {
    if (sigsetjmp(out, 1) == 0) nacre_random_prepare(1);
  }).join();
  return leave == nullptr && another_gets_a_state() ? 0 : 1;
}

std::atomic<bool> other_holds_lock, go_on;
std::atomic<int> maps;
pid_t child = -1;
std::thread* other;

// Called instead of each mmap of droppable memory: in the first draw of the main thread, and in the
// child also in the first draw of the other thread.
long fork_and_hold() {
  if (maps++ == 0) {
    child = fork();
    if (child == 0) {
      other = new std::thread(gets_a_state);
      while (!other_holds_lock) sched_yield();
    }
  } else if (child == 0 && !other_holds_lock) {
    other_holds_lock = true;
    while (!go_on) sched_yield();
  }
  return test::map_ordinary_page();
}

int fork_during_first_draw() {
  if (!gets_a_state()) return 1;
  if (child < 0) return 9;
  if (child != 0) {
    int status = 0;
    waitpid(child, &status, 0);
    return status == 0 ? 0 : 2;
  }
  // The main thread has returned from its first getrandom call, and the other thread holds the lock.
  // EAGAIN says that the lock is held.
  errno = 0;
  const bool released = nacre_random_prepare(1000) == 0 || errno != EAGAIN;
  go_on = true;
  other->join();
  return released ? 3 : nacre_random_prepare(1000) == 0 ? 0 : 4;
}

}  // namespace

int main(int, char** argv) {
  alarm(20);
  if (std::strcmp(argv[1], "fork") == 0) {
    if (!test::trap_droppable_maps(fork_and_hold)) return 9;
    return fork_during_first_draw();
  }
  if (!test::trap_droppable_maps(leave_once)) return 9;
  leave =
      std::strcmp(argv[1], "exit") == 0 ? +[] { pthread_exit(nullptr); } : +[] { siglongjmp(out, 1); };
  return leave_during_prepare();
}
