// SPDX-License-Identifier: MIT
// fork_in_malloc first|threads|large: forks while another thread is in the middle of a function of
// malloc.
//
// A thread single-steps itself through malloc and free. At every 17th instruction, it requests a fork,
// and waits until the main thread has forked. If the stepping thread holds a lock of malloc, the main
// thread cannot fork yet. Then the stepping thread goes on as soon as the main thread waits for the
// lock. Each child must be able to allocate, to free the blocks of ended threads, and to start a thread.
// SIGALRM ends a child that hangs.
//
// The argument says what the thread does:
//
//   first     makes the first allocation of the process
//   threads   allocates its state, takes over pages of ended threads, and gives its memory back
//   large     allocates large blocks, for which malloc reserves address space
//
// Exits with 0 if all children succeed, 1 if one fails, 3 if there were too few forks, 7 if this is not
// nacre's allocator, and 8 if the program cannot single-step itself on this processor.
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <iterator>

#include <steps.hpp>

// pthread_exit calls this. The stepping thread calls it directly, because pthread_exit blocks SIGTRAP.
extern "C" [[gnu::weak]] void __nacre_malloc_thread_exit();

namespace {

constexpr int kStride = 17;
// malloc, in a volatile variable, so that the compiler does not remove a call whose block is only freed.
void* (*volatile allocate)(std::size_t) = malloc;

constexpr std::size_t kSizes[] = {16, 1000, 50'000};
constexpr int kLeft = 6;  // blocks of each size that an ended thread leaves

void* left[std::size(kSizes)][kLeft];
std::atomic<bool> requested, ended;
int instructions;
int forks;
pid_t main_thread;
bool first, large;

bool main_waits_for_a_lock() {
  char path[64], text[32] = {};
  snprintf(path, sizeof path, "/proc/self/task/%d/syscall", main_thread);
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  const ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  return length > 0 && atol(text) == SYS_futex;
}

// If the main thread has not finished the previous fork, it waits for a lock. Then there is no new
// request.
void step(int) {
  if (++instructions % kStride != 0 || requested) return;
  requested = true;
  while (requested && !main_waits_for_a_lock()) sched_yield();
}

// Frees most of the blocks that ended threads left, in this process or in a child.
void free_left_blocks() {
  for (auto& blocks : left)
    for (int i = 1; i < kLeft; ++i) {
      free(blocks[i]);
      blocks[i] = nullptr;
    }
}

bool use_allocator() {
  free_left_blocks();
  for (const std::size_t size : kSizes) free(allocate(size));
  if (!large) return true;
  void* const block = allocate(std::size_t{200} << 20);
  void* const other = allocate(std::size_t{1} << 30);
  free(block);
  free(other);
  return block != nullptr && other != nullptr;
}

// A process with one thread does not wait for locks. So a thread uses the allocator first.
int in_forked_child() {
  pthread_t thread;
  void* good = nullptr;
  const auto body = [](void* argument) { return use_allocator() ? argument : nullptr; };
  if (pthread_create(&thread, nullptr, body, &good) != 0) return 2;
  pthread_join(thread, &good);
  return good != nullptr && use_allocator() ? 0 : 1;
}

void* leave_blocks(void* argument) {
  for (std::size_t i = 0; i < std::size(kSizes); ++i)
    for (void*& block : left[i])
      if (block == nullptr) block = allocate(kSizes[i]);
  return argument;
}

void* step_through_malloc(void*) {
  void* kept = nullptr;
  if (first) {
    test::start_steps();
    kept = allocate(100);
    test::stop_steps();
    free(kept);
  } else if (large) {
    test::start_steps();
    for (std::size_t size = std::size_t{40} << 20; size < std::size_t{1} << 30; size *= 4) {
      void** const block = static_cast<void**>(allocate(size));
      *block = kept;
      kept = block;
    }
    test::stop_steps();
  } else {
    __nacre_malloc_thread_exit();
    for (const std::size_t size : kSizes) {
      test::start_steps();
      void* const block = allocate(size);
      free(block);
      __nacre_malloc_thread_exit();
      test::stop_steps();
    }
    for (auto& blocks : left) {
      test::start_steps();
      free(blocks[0]);
      test::stop_steps();
      blocks[0] = nullptr;
    }
  }
  ended = true;
  return nullptr;
}

}  // namespace

int main(int count, char** arguments) {
  if (!test::kHasSteps) return 8;
  if (__nacre_malloc_thread_exit == nullptr) return 7;
  large = count > 1 && strcmp(arguments[1], "large") == 0;
  first = count > 1 && strcmp(arguments[1], "first") == 0;
  main_thread = gettid();
  struct sigaction action {};
  action.sa_handler = step;
  sigaction(SIGTRAP, &action, nullptr);
  pthread_t thread;
  if (!first) {
    pthread_create(&thread, nullptr, leave_blocks, nullptr);
    pthread_join(thread, nullptr);
  }
  pthread_create(&thread, nullptr, step_through_malloc, nullptr);
  while (!ended) {
    if (!requested) {
      sched_yield();
      continue;
    }
    const pid_t child = fork();
    if (child == 0) {
      alarm(20);
      _exit(in_forked_child());
    }
    ++forks;
    int status = 1;
    waitpid(child, &status, 0);
    if (status != 0) {
      fprintf(stderr, "after %d instructions: status %d\n", instructions, status);
      return 1;
    }
    requested = false;
  }
  pthread_join(thread, nullptr);
  fprintf(stderr, "%d instructions, %d forks\n", instructions, forks);
  return forks < 50 ? 3 : 0;
}
