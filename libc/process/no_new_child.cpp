// SPDX-License-Identifier: MIT
#include "libc/process/no_new_child.hpp"

#include "support/atomic.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/thread.hpp"
#include "sysdeps/contract/waiting.hpp"

namespace nacre {
namespace {

constexpr int kNobody = 0;

// The id of the thread that holds the lock.
constinit Atomic<int> holder;
// How many threads wait for it. They count themselves, because a child that is killed between its
// release and its wake would leave them asleep: its parent can see here that there are some.
constinit Atomic<int> waiting;

}  // namespace

void sys::lock_children() {
  const int me = sys::thread_number();
  if (holder.replace(kNobody, me, Order::acquire)) return;
  waiting.add(1, Order::total);
  // Bounded by what the holders do: each makes a few system calls that do not wait.
  while (!holder.replace(kNobody, me, Order::acquire))
    if (const int now = holder.load(Order::relaxed); now != kNobody) sys::wait_while(holder, now);
  waiting.add(-1, Order::relaxed);
}

// A parent calls this too after its child should have done so. It releases nothing unless this thread
// holds the lock. It wakes a waiting thread in any case, because the child may not have done that.
void sys::unlock_children() {
  holder.replace(sys::thread_number(), kNobody, Order::total);
  if (waiting.load(Order::total) != 0) sys::wake_one(holder);
}

process::NoNewChild::NoNewChild() {
  sys::block_signals(signals_);
  sys::lock_children();
}

void process::NoNewChild::release() {
  if (!held_) return;
  held_ = false;
  sys::unlock_children();
  sys::restore_signals(signals_);
}

}  // namespace nacre
