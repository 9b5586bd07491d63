// SPDX-License-Identifier: MIT
// The draws that a thread has under way, for its handlers to see: each interrupts the one before.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstring>

namespace stress {

// A draw that is under way, on the stack of who draws. A fork in a handler gives both processes what is
// in the buffer by then.
struct InFlight {
  unsigned char* bytes;
  unsigned char* at_fork;
  std::size_t length;
  InFlight* outer;  // the one that was interrupted for it
  bool inherited;
};

// What a thread and its own handlers know of its draws.
struct OwnDraws {
  InFlight* innermost;
  unsigned judging;  // so many of them have been drawn and are being judged

  // Inside the libc's call, and nowhere else: then a handler may fork, or leave it for good.
  bool amid_a_draw() const { return innermost != nullptr && judging == 0; }
  // In a child of a fork, before anything else is done.
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
