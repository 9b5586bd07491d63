// SPDX-License-Identifier: MIT
// The calling thread. Use these only after the process has started (contract/process.hpp).
#pragma once
#include <this_thread.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns the word that points to this thread's random state (libc/random/thread_state.hpp). It is 0 in
// a new thread. A fork child inherits its parent's value. Only this thread and its signal handlers
// access it.
static_assert(is<decltype(random_word), Atomic<uintptr_t>&()>);

// Returns a number that identifies this thread among the running threads. It is never 0. The only thread
// of a fork child has the number of the thread that called fork.
static_assert(is<decltype(thread_identity), uintptr_t()>);

// Returns the kernel's ID of this thread, which is never 0. In a child that shares memory (vfork,
// posix_spawn), it is the ID of the thread that created the child.
static_assert(is<decltype(thread_number), int()>);

// Returns true if this thread was cancelled and the cancellation has not taken effect yet. Does not act
// on the cancellation; only a cancellation point does.
static_assert(is<decltype(cancellation_pending), bool()>);

// Sets this thread's cancellation type (PTHREAD_CANCEL_DEFERRED or PTHREAD_CANCEL_ASYNCHRONOUS), and
// returns the previous one. If the new type is asynchronous, a pending cancellation takes effect.
static_assert(is<decltype(set_cancel_type), int(int)>);

}  // namespace nacre::sys
