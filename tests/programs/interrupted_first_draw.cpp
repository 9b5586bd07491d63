// SPDX-License-Identifier: MIT
// interrupted_first_draw exit|draw: single-steps a thread's first getrandom call up to the vDSO's code.
// At each instruction, a signal handler ends the thread ("exit") or calls getrandom itself ("draw"). No
// state may be lost (libc/random/HAZARDS.md explains states). Exits with 0 if no state was lost.
#include <pthread.h>
#include <sys/random.h>
#include <ucontext.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <steps.hpp>
#include <thread>
#include <vgetrandom.hpp>

#include "libc/random/backend_choice.hpp"
#include "libc/random/thread_state.hpp"
#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/in_vdso.hpp"

namespace {

bool to_exit;
int steps_left;
bool bad;
bool was_interrupted;  // the draw reached the instruction at which to interrupt it
// A first draw has more instructions than this. Fewer mean that single-stepping did not work.
constexpr int kFewestSteps = 20;

bool draw() {
  unsigned char bytes[16];
  return getrandom(bytes, sizeof bytes, 0) == sizeof bytes;
}

// Runs after each instruction while the trap flag is set.
void step(int, siginfo_t*, void* context) {
  if (test::in_vdso(context))
    test::stop_steps(*static_cast<ucontext_t*>(context));
  else
    --steps_left;
  if (steps_left != 0) return;
  was_interrupted = true;
  steps_left = -1;
  if (to_exit) pthread_exit(nullptr);
  if (!draw()) bad = true;
}

void* first_draw(void*) {
  unsigned char bytes[16];
  test::start_steps();
  const ssize_t drawn = getrandom(bytes, sizeof bytes, 0);
  test::stop_steps();
  if (drawn != sizeof bytes || !draw()) bad = true;
  return nullptr;
}

// Interrupts a first draw at instruction `at`. Returns false if the draw has fewer instructions.
bool once(int at) {
  steps_left = at;
  was_interrupted = false;
  pthread_t thread;
  if (pthread_create(&thread, nullptr, first_draw, nullptr) != 0) _exit(2);
  pthread_join(thread, nullptr);
  return was_interrupted;
}

// Returns whether a new thread gets a state, which is free (used by no draw) after the draw.
bool another_gets_a_state() {
  bool has_state = false;
  std::thread([&] {
    has_state = draw() && nacre::random::ThreadState::of_this_thread().is_free();
  }).join();
  return has_state;
}

// The first page has 21 states. 19 other threads and this one have claimed 20 of them. So if the state
// of an interrupted draw were lost, the next draw would cause another mmap.
int with_a_page() {
  std::atomic<int> drawn = 0;
  for (int i = 0; i < 19; ++i)
    std::thread([&] {
      if (draw()) ++drawn;
      for (;;) pause();
    }).detach();
  while (drawn < 19) std::this_thread::yield();
  if (!draw()) return 1;
  const size_t before = test::droppable_bytes();
  int at = 1;
  while (once(at)) ++at;
  if (bad || at < kFewestSteps || !another_gets_a_state()) return 3;
  return test::droppable_bytes() == before ? 0 : 4;
}

// Each attempt runs in a new process, in which the interrupted thread maps the first page. The next
// thread must still get a state.
int without_a_page() {
  // Chooses the backend before the first draw, because this reads the environment, which takes many
  // steps. Looks up the vDSO's function before it too, because the lookup calls the function, and code
  // in the vDSO ends the steps.
  if (!nacre::random::backend_choice.uses_vdso() || nacre::sys::vgetrandom.find() == nullptr) return 0;
  for (int at = 1;; ++at) {
    const auto end = test::in_child([at] {
      const bool more = once(at);
      return bad || !another_gets_a_state() ? 5 : more ? 0 : 1;
    });
    if (end == "exit 1") return at < kFewestSteps ? 6 : 0;
    if (end != "exit 0") return 7;
  }
}

}  // namespace

int main(int, char** argv) {
  to_exit = std::strcmp(argv[1], "exit") == 0;
  struct sigaction action {};
  action.sa_sigaction = step;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGTRAP, &action, nullptr);
  const int without = without_a_page();
  return without != 0 ? without : with_a_page();
}
