// SPDX-License-Identifier: MIT
// The child lock, which no_new_child.hpp describes, and the hooks by which musl takes and releases it.
#include "libc/process/no_new_child.hpp"

#include "support/atomic.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/thread.hpp"
#include "sysdeps/contract/waiting.hpp"

namespace nacre {
namespace {

constexpr int kNobody = 0;

// The ID (sys::thread_number) of the thread that holds the lock, or kNobody.
constinit Atomic<int> holder;
// The number of threads that wait for the lock. A child that shares memory with its parent may be killed
// after it releases the lock and before it wakes a waiting thread. From this number, the parent then
// sees that it must wake a thread.
constinit Atomic<int> waiting;

}  // namespace

void sys::lock_children() {
  const int me = sys::thread_number();
  if (holder.replace(kNobody, me, Order::acquire)) return;
  waiting.add(1, Order::total);
  // The loop ends, because each holder makes a few system calls that do not wait.
  while (!holder.replace(kNobody, me, Order::acquire))
    if (const int now = holder.load(Order::relaxed); now != kNobody) sys::wait_while(holder, now);
  waiting.add(-1, Order::relaxed);
}

// Releases the lock only if this thread holds it. Wakes a waiting thread in any case. A child that
// shares memory (posix_spawn, vfork) can be killed while it holds the lock, or before it wakes a waiting
// thread. So its parent calls this function too.
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
