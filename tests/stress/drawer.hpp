// SPDX-License-Identifier: MIT
// A thread of the stress test storm.cpp that draws random bytes until the end of the program. It forks
// between draws. Signals interrupt it during draws. The handlers nest, or run on a small alternate
// stack, and they draw and fork too.
#pragma once
#include <nacre/random.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

#include "tests/stress/checker.hpp"
#include "tests/stress/pace.hpp"
#include "tests/stress/schedule.hpp"
#include "tests/stress/short_lived_threads.hpp"
#include "tests/stress/signal_timer.hpp"
#include "tests/stress/small_stack.hpp"
#include "tests/stress/threads_of_child.hpp"

namespace stress {

class Drawer {
 public:
  static constexpr int kNested = SIGUSR1, kOnSmallStack = SIGUSR2;

  bool start(Schedule schedule) {
    schedule_ = schedule;
    return short_lived_threads.start(thread_, run, this);
  }
  void join() const { short_lived_threads.join(thread_); }
  static inline std::atomic<bool> stop;

  // Only one thread calls this. Sends the signal unless the last one is not handled yet, or many
  // handlers are nested.
  void signal(int number) {
    if (!ready_) return;
    const bool small = number == kOnSmallStack;
    if (sent_[small] != entered_[small] || depth_ >= kDeepest) return;
    ++sent_[small];
    pthread_kill(thread_, number);
  }

  static void handle_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART | SA_NODEFER;
    sigaction(kNested, &action, nullptr);
    sigaction(kTimed, &action, nullptr);
    action.sa_flags = SA_RESTART | SA_ONSTACK;
    sigfillset(&action.sa_mask);  // the small stack has no room for a second frame
    sigaction(kOnSmallStack, &action, nullptr);
  }

 private:
  static constexpr int kTimed = SIGVTALRM;
  static constexpr unsigned kDeepest = 3;
  static constexpr unsigned kChildSeconds = 60, kChildren = 3;

  static void* run(void* self) {
    static_cast<Drawer*>(self)->draw_until_stopped();
    return nullptr;
  }

  void draw_until_stopped() {
    of_this_thread_ = this;
    use_small_stack();
    const long period = 60000 + static_cast<long>(schedule_.below(50000));
    const timer_t timer = start_signal_timer(kTimed, period, period);
    ready_ = true;
    while (is_child_ || !stop) {
      if (is_child_ && draws_left_-- == 0) end_child();
      draw_something();
      if (is_child_) continue;
      if (++turn_ % 32 == 0) pace.keep();
      if (schedule_.one_in(300)) make_child([&] { fork_between_draws(); });
      if (schedule_.one_in(300)) make_child([&] { draw_in_vfork(); });
    }
    timer_delete(timer);
    reap(0);
    of_this_thread_ = nullptr;
  }

  void draw_something() {
    switch (schedule_.below(8)) {
      case 0: return draw<48>();
      case 1: return draw<256>(schedule_.one_in(2) ? Call::getentropy : Call::arc4random);
      case 2: return draw<1024>();
      case 3: return draw<4096, 512>();
      case 4: return draw<256, 16>(Call::arc4random);
      default: return draw<256, 16>();
    }
  }

  static void on_signal(int number) {
    const int error = errno;
    if (Drawer* const drawer = of_this_thread_) {
      if (number != kTimed) ++drawer->entered_[number == kOnSmallStack];
      ++drawer->depth_;
      if (drawer->depth_ <= kDeepest) drawer->act_in_handler();
      --drawer->depth_;
    } else {
      draw<16>();
    }
    errno = error;
  }

  void act_in_handler() {
    checker.tallies().signals.fetch_add(1, std::memory_order_relaxed);
    if (own_draws.during_a_draw())
      checker.tallies().signals_in_draws.fetch_add(1, std::memory_order_relaxed);
    switch (schedule_.below(64)) {
      case 0:
      case 1: make_child([&] { fork_during_draw(); }); break;
      case 8: make_child([&] { draw_in_vfork(); }); break;
      case 2:
      case 3:
      case 4:
      case 5:
        nacre_random_discard();
        ++checker.tallies().discards;
        break;
      case 6: return draw<128>();
      case 7: return draw<16>(Call::arc4random);
      default: break;
    }
    draw<16>();
  }

  // Creates a child, with a flag that keeps handlers from forking at the same time. The child of such a
  // handler would return into this function, and wait for the children of its parent.
  template <class Make>
  void make_child(const Make& make) {
    if (making_child_ || is_child_) return;
    making_child_ = true;
    signal_fence();
    make();
    signal_fence();
    making_child_ = false;
  }

  bool has_room_for_child() {
    if (child_count_ == kChildren) reap(WNOHANG);
    return child_count_ < kChildren;
  }

  // Called after a fork. Returns true in the parent, false in the child. `kind` is a letter that says
  // how the child was created. It is printed if the child ends with an error.
  bool is_parent_of(pid_t child, char kind) {
    if (child == 0) {
      is_child_ = true;
      alarm(kChildSeconds);
      child_count_ = 0;
      own_draws.note_fork();
      draws_left_ = 20 + schedule_.below(100);
      return false;
    }
    schedule_.next();  // so that parent and child have different schedules
    if (child < 0) {
      ++checker.tallies().not_created;
      return true;
    }
    kind_[child_count_] = kind;
    children_[child_count_++] = child;
    if (schedule_.one_in(8)) {
      spin(schedule_.below(20000));
      kill(child, SIGKILL);  // at an arbitrary point
    }
    return true;
  }

  void fork_during_draw() {
    if (!own_draws.during_a_draw() || !has_room_for_child()) return;
    const pid_t child = _Fork();  // async-signal-safe, fork is not
    if (child > 0) {
      ++checker.tallies().forks;
      ++checker.tallies().forks_in_draws;
    }
    if (is_parent_of(child, 'h')) return;
    if (schedule_.one_in(4)) {
      draw<16>();
      end_child();
    }
  }

  void fork_between_draws() {
    if (!has_room_for_child()) return;
    const unsigned method = schedule_.below(4);
    pid_t child = -1;
    if (method == 0)
      child = static_cast<pid_t>(syscall(SYS_clone, SIGCHLD, 0L, 0L, 0L, 0L));
    else if (method == 1)
      child = _Fork();
    else
      child = fork();
    if (child > 0) ++(method == 0 ? checker.tallies().raw_clones : checker.tallies().forks);
    if (is_parent_of(child, static_cast<char>('0' + method))) return;
    if (method == 3) draw_in_threads(kNested);
  }

  // The vfork child uses this thread's structure, and this thread waits for it.
  [[gnu::noinline]] void draw_in_vfork() {
    const pid_t child = vfork();
    if (child == 0) {
      draw<16>();
      draw<16>();
      _exit(0);
    }
    if (child < 0) {
      ++checker.tallies().not_created;
      return;
    }
    ++checker.tallies().vforks;
    wait_for(child, 0, 'v');
  }

  [[noreturn]] void end_child() {
    if (schedule_.one_in(4)) kill(getpid(), SIGKILL);
    _exit(0);
  }

  // Returns false if the child still runs.
  static bool wait_for(pid_t child, int options, char kind) {
    int status = 0;
    pid_t ended;
    while ((ended = waitpid(child, &status, options)) < 0 && errno == EINTR) {
    }
    if (ended == 0) return false;
    if (ended > 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
      ++checker.tallies().killed;
    else if (ended < 0 || status != 0)
      note_lost(checker.tallies(), ended < 0 ? errno << 8 | 0x7f : status, kind);
    return true;
  }
  void reap(int options) {
    for (unsigned i = 0; i < child_count_;) {
      if (wait_for(children_[i], options, kind_[i]))
        children_[i] = children_[--child_count_], kind_[i] = kind_[child_count_];
      else
        ++i;
    }
  }

  static inline thread_local constinit Drawer* of_this_thread_ = nullptr;

  pthread_t thread_{};
  Schedule schedule_{0, 0};
  std::atomic<bool> ready_;
  std::atomic<std::uint64_t> entered_[2];
  std::atomic<unsigned> depth_;
  std::uint64_t sent_[2]{};
  bool is_child_ = false, making_child_ = false;
  unsigned turn_ = 0, draws_left_ = 0, child_count_ = 0;
  pid_t children_[kChildren]{};
  char kind_[kChildren]{};
};

}  // namespace stress
