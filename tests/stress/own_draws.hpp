// SPDX-License-Identifier: MIT
// The draws in progress of a thread, for its signal handlers. There are several if a handler draws
// during a draw.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstring>

namespace stress {

// A draw in progress. It is a local variable of the function that draws. If a handler forks, both
// processes have the bytes that were drawn until then. The child must not count them as duplicates.
struct InFlight {
  unsigned char* bytes;
  unsigned char* at_fork;  // in a child: the contents of `bytes` when the handler forked
  std::size_t length;
  InFlight* outer;  // the draw that it interrupted
  bool inherited;   // the draw began in the parent
};

// Shared between a thread and its own signal handlers.
struct OwnDraws {
  InFlight* innermost;
  unsigned checking;  // number of these draws whose libc call has returned

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
