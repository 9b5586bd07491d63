// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "support/atomic.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::droppable {

// Counts hits and misses. The counters are divided into stripes. A thread uses the stripe that its
// identity selects, so that threads rarely write to the same cache line.
class Counts {
 public:
  void count(bool hit) {
    Stripe& stripe = stripes_[sys::thread_identity() / kThreadDistance % kStripes];
    (hit ? stripe.hits : stripe.misses).add(1, Order::relaxed);
  }
  uint64_t hits() const { return sum(&Stripe::hits); }
  uint64_t misses() const { return sum(&Stripe::misses); }

 private:
  static constexpr size_t kStripes = 64;
  // A thread's identity is its thread pointer. Those of two threads are at least a page apart.
  static constexpr uintptr_t kThreadDistance = 4096;
  struct alignas(64) Stripe {
    Atomic<uint64_t> hits, misses;
  };
  uint64_t sum(Atomic<uint64_t> Stripe::*which) const {
    uint64_t all = 0;
    for (const Stripe& stripe : stripes_) all += (stripe.*which).load(Order::relaxed);
    return all;
  }
  Stripe stripes_[kStripes];
};

}  // namespace nacre::droppable
