// SPDX-License-Identifier: MIT
#include <errno.h>
#include <nacre/random.h>

#include "libc/random/backend_choice.hpp"
#include "libc/random/draw.hpp"
#include "libc/random/thread_state.hpp"
#include "libc/random/unavailable.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {
namespace {

// Maps memory for the states (state_pool.hpp) of this thread and of `threads` other threads. Then it
// makes a draw, which claims and seeds this thread's state.
Result<size_t> prepare(unsigned threads) {
  // A thread with a reserved word must not take the pool's lock. It may be a vfork child
  // (libc/process/around_vfork.cpp), which shares the lock with its parent: if the child were killed,
  // the lock would stay locked.
  const UnavailableReason reason = reason_for_thread();
  if (reason == UnavailableReason::state_reserved) return Result<size_t>::failure(EAGAIN);
  if (reason != UnavailableReason::none) return Result<size_t>::failure(ENOTSUP);
  backend_choice.backend();  // select the backend now, because CPUID is slow in virtual machines
  // One more state if this thread has none yet.
  const size_t mine = ThreadState::of_this_thread().is_none();
  const auto room = state_pool.make_room(threads + mine, sys::thread_identity());
  unsigned char byte;
  if (room.ok() && !draw_any(&byte, sizeof byte, 0)) return Result<size_t>::failure(EAGAIN);
  return room;
}

}  // namespace

// <nacre/random.h> documents this function.
NACRE_PUBLIC int nacre_random_prepare(unsigned threads) {
  const auto prepared = prepare(threads);
  if (prepared.ok()) return 0;
  errno = prepared.error();
  return -1;
}

}  // namespace nacre::random
