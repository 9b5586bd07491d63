// SPDX-License-Identifier: MIT
#pragma once

namespace nacre {

// Memory orders, as in std::memory_order.
enum class Order : int {
  relaxed = __ATOMIC_RELAXED,
  acquire = __ATOMIC_ACQUIRE,
  release = __ATOMIC_RELEASE,
  acq_rel = __ATOMIC_ACQ_REL,
  total = __ATOMIC_SEQ_CST,  // sequentially consistent: also orders a store before a later load
};

// The part of std::atomic that the libc needs. The libc is built freestanding, without std::atomic. The
// memory order has no default, so each call names it.
template <class T>
class Atomic {
 public:
  constexpr Atomic() = default;
  constexpr explicit Atomic(T value) : value_(value) {}
  Atomic(const Atomic&) = delete;
  Atomic& operator=(const Atomic&) = delete;

  // Uses the generic builtins, because clang's variants with the suffix _n do not accept an enum.
  T load(Order order) const {
    T value;
    __atomic_load(&value_, &value, static_cast<int>(order));
    return value;
  }
  void store(T value, Order order) { __atomic_store(&value_, &value, static_cast<int>(order)); }
  T exchange(T value, Order order) {
    T before;
    __atomic_exchange(&value_, &value, &before, static_cast<int>(order));
    return before;
  }
  T add(T value, Order order) { return __atomic_fetch_add(&value_, value, static_cast<int>(order)); }
  // Compare-and-swap. Returns true if the value was `expected` and is now `desired`.
  bool replace(T expected, T desired, Order success) {
    return __atomic_compare_exchange_n(&value_, &expected, desired, false, static_cast<int>(success),
                                       __ATOMIC_RELAXED);
  }

 private:
  T value_{};
};

// Orders memory accesses of this thread before and after the fence.
inline void thread_fence(Order order) { __atomic_thread_fence(static_cast<int>(order)); }

// Compiler fence: the compiler moves no memory access across it. It orders accesses for signal handlers
// of this thread.
inline void signal_fence() { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

}  // namespace nacre
