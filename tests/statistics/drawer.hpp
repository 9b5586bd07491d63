// SPDX-License-Identifier: MIT
// A thread of the duplicate search (duplicates.cpp). It draws into its slots of the shared memory
// (storm.hpp) in order. From time to time it forks a child, to which it gives the last of its slots.
// A signal handler that interrupts the thread draws and forks too.
#pragma once
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>
#include <vector>

#include "tests/statistics/storm.hpp"

namespace statistics {

class Drawer {
 public:
  // Fills the slots from `first` up to, but not including, `last`. If `injected`, puts zeros into its
  // first draw and its first child's first draw, and makes that child fail.
  Drawer(const Storm& storm, std::size_t first, std::size_t last, bool injected)
      : storm_(storm),
        next_(first),
        end_(last),
        interval_(std::max<std::size_t>((last - first) / kForks, 16)),
        next_fork_(first + interval_),
        next_fork_in_draw_(first + interval_ / 2),
        injected_(injected),
        injected_child_(injected),
        drawn_(storm.length()),
        nested_drawn_(storm.length()),
        at_fork_(storm.length()) {}

  void run() {
    of_this_thread_ = this;
    while (next_ < end_) {
      if (!is_child_ && next_ >= next_fork_) fork_between_draws();
      inside_.store(true, std::memory_order_relaxed);
      const bool filled = fill(drawn_);
      inside_.store(false, std::memory_order_relaxed);
      if (!filled) {
        ++mine_.draws_failed;
        break;
      }
      if (std::exchange(injected_, false)) std::memset(drawn_.data() + 5, 0, kZeroRun);
      mine_.zero_runs += has_zero_run(drawn_.data(), drawn_.size());
      if (std::exchange(forked_in_draw_, false) && repeats_bytes_of_parent()) continue;
      storm_.keep(next_++, drawn_.data());
      ++mine_.draws;
    }
    report();
    if (is_child_) _exit(std::exchange(injected_child_, false) ? 1 : 0);
    reap(0);
    report();
    of_this_thread_ = nullptr;
  }

  // The handler of the signal that disturb() sends.
  static void on_signal(int) {
    Drawer* const drawer = of_this_thread_;
    if (drawer == nullptr || !drawer->inside_.load(std::memory_order_relaxed)) return;
    const int error = errno;
    drawer->during_draw();
    errno = error;
  }

 private:
  // The number of forks that a thread tries between its draws, and again in handlers during its draws.
  static constexpr std::size_t kForks = 1000;
  static constexpr unsigned kChildSeconds = 120;

  // Tallies of this drawer that report() has not yet added to the shared ones.
  struct Mine {
    std::uint64_t draws, nested, forks, forks_in_draws, forks_refused, children_lost, zero_runs,
        draws_failed;
  };

  static bool fill(std::vector<unsigned char>& buffer) {
    for (std::size_t filled = 0; filled < buffer.size();) {
      const ssize_t more = getrandom(buffer.data() + filled, buffer.size() - filled, 0);
      if (more < 0 && errno != EINTR) return false;
      if (more > 0) filled += static_cast<std::size_t>(more);
    }
    return true;
  }

  // The functions below run between draws, or in a handler during a draw, but never both at once.

  void fork_between_draws() {
    next_fork_ = next_ + interval_;
    give_slots_to_child(fork);
    report();
  }

  void during_draw() {
    if (!is_child_ && next_ >= next_fork_in_draw_) {
      next_fork_in_draw_ = next_ + interval_;
      give_slots_to_child(_Fork);  // async-signal-safe, fork is not
      if (is_child_) {
        forked_in_draw_ = true;
        at_fork_ = drawn_;
      }
    }
    if (end_ - next_ < 2) return;  // the interrupted draw needs a slot
    if (!fill(nested_drawn_)) {
      ++mine_.draws_failed;
      return;
    }
    mine_.zero_runs += has_zero_run(nested_drawn_.data(), nested_drawn_.size());
    storm_.keep(--end_, nested_drawn_.data());
    ++mine_.draws;
    ++mine_.nested;
  }

  // Forks a child with its own slots and with tallies of zero.
  template <class Fork>
  void give_slots_to_child(Fork* make_child) {
    const std::size_t given = std::min((end_ - next_) / 2, interval_ / 8 + 2);
    if (given < 2) return;
    if (child_count_ == children_.size()) reap(WNOHANG);
    if (child_count_ == children_.size()) return;
    const pid_t child = make_child();
    if (child < 0) {
      ++mine_.forks_refused;
      return;
    }
    if (child > 0) {
      end_ -= given;
      children_[child_count_++] = child;
      ++mine_.forks;
      mine_.forks_in_draws += inside_.load(std::memory_order_relaxed);
      injected_child_ = false;
      return;
    }
    alarm(kChildSeconds);
    is_child_ = true;
    injected_ = injected_child_;
    next_ = end_ - given;
    child_count_ = 0;
    mine_ = {};
  }

  // Bytes that were drawn before a handler forked are in both processes. That is correct, so the child
  // does not record this draw.
  bool repeats_bytes_of_parent() const {
    for (std::size_t i = 0; i < drawn_.size(); i += sizeof(Value))
      if (std::memcmp(&drawn_[i], &at_fork_[i], sizeof(Value)) == 0) return true;
    return false;
  }

  void reap(int options) {
    for (std::size_t i = 0; i < child_count_;) {
      int status = 0;
      const pid_t ended = waitpid(children_[i], &status, options);
      if (ended == 0) {
        ++i;
      } else if (ended > 0 || errno != EINTR) {
        mine_.children_lost += ended < 0 || status != 0;
        children_[i] = children_[--child_count_];
      }
    }
  }

  void report() {
    Tallies& all = storm_.tallies();
    all.draws += mine_.draws;
    all.nested += mine_.nested;
    all.forks += mine_.forks;
    all.forks_in_draws += mine_.forks_in_draws;
    all.forks_refused += mine_.forks_refused;
    all.children_lost += mine_.children_lost;
    all.zero_runs += mine_.zero_runs;
    all.draws_failed += mine_.draws_failed;
    mine_ = {};
  }

  static inline thread_local Drawer* of_this_thread_;

  const Storm& storm_;
  std::size_t next_, end_;
  std::size_t interval_, next_fork_, next_fork_in_draw_;
  bool injected_, injected_child_;
  bool is_child_ = false, forked_in_draw_ = false;
  std::atomic<bool> inside_ = false;  // this thread is in a draw that a handler may interrupt
  std::vector<unsigned char> drawn_, nested_drawn_, at_fork_;
  std::array<pid_t, 16> children_{};
  std::size_t child_count_ = 0;
  Mine mine_{};
};

}  // namespace statistics
