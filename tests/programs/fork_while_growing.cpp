// SPDX-License-Identifier: MIT
// fork_while_growing _Fork|clone|states: another thread holds the lock of the pool of getrandom states
// while it maps memory for new states. During that time, this program forks. The child calls getrandom,
// which must not wait for the lock. "_Fork" and "states" call _Fork, and "clone" makes the raw system
// call. With "states", the child must also get a state. libc/random/HAZARDS.md explains states and the
// pool. Exits with 0 if all this holds.
#include <sched.h>
#include <sys/random.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <thread>

#include "libc/random/thread_state.hpp"
#include "tests/support/child.hpp"
#include "tests/support/trapped_map.hpp"

namespace {

std::atomic<bool> growing, go_on;
pid_t parent;

bool draw() {
  unsigned char bytes[16];
  return getrandom(bytes, sizeof bytes, 0) == 16;
}

// Called instead of each mmap of droppable memory, while the caller holds the lock.
long hold() {
  if (getpid() != parent) return test::map_ordinary_page();  // in the child
  growing = true;
  while (!go_on) sched_yield();
  return test::map_ordinary_page();
}

}  // namespace

int main(int, char** argv) {
  parent = getpid();
  if (!test::trap_droppable_maps(hold)) return 9;
  bool drawn = false;
  std::thread grower([&] { drawn = draw(); });
  while (!growing) sched_yield();

  const bool raw = std::strcmp(argv[1], "clone") == 0;
  const pid_t child = raw ? static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0L, 0L, 0L, 0L)) : _Fork();
  if (child == 0) {
    alarm(20);
    const bool good = draw() && draw();
    // is_free() is true only if the thread has a state. No draw is in progress here, so a state would be
    // free.
    const bool has_state = nacre::random::ThreadState::of_this_thread().is_free();
    _exit(good && (has_state || std::strcmp(argv[1], "states") != 0) ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  go_on = true;
  grower.join();
  return status == 0 && drawn && draw() ? 0 : 1;
}
