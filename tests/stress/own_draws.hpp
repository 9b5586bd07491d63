// SPDX-License-Identifier: MIT
// The draws in progress of a thread, for its signal handlers. Each draw interrupts the previous one.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstring>

namespace stress {

// A draw in progress, on the stack of the drawing function. If a handler forks, both processes have the
// bytes that are in the buffer at that time.
struct InFlight {
  unsigned char* bytes;
  unsigned char* at_fork;
  std::size_t length;
  InFlight* outer;  // the draw that it interrupted
  bool inherited;
};

// Shared between a thread and its own signal handlers.
struct OwnDraws {
  InFlight* innermost;
  unsigned checking;  // number of draws whose result is being checked

  // True only inside the libc call. Then a handler may fork, or leave by siglongjmp.
  bool during_a_draw() const { return innermost != nullptr && checking == 0; }
  // Called first in a forked child.
  void note_fork() const {
    for (InFlight* draw = innermost; draw != nullptr; draw = draw->outer) {
      std::memcpy(draw->at_fork, draw->bytes, draw->length);
      draw->inherited = true;
    }
  }
};
inline thread_local constinit OwnDraws own_draws{};

inline void signal_fence() { std::atomic_signal_fence(std::memory_order_seq_cst); }

}  // namespace stress
