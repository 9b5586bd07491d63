// SPDX-License-Identifier: MIT
// The calling thread. Use these only after the process has started (contract/process.hpp).
#pragma once
#include <this_thread.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// The word in which this thread keeps its random state. It is 0 in a new thread. A fork child inherits
// its parent's value. Only this thread and its signal handlers access it.
static_assert(is<decltype(random_word), Atomic<uintptr_t>&()>);

// A number that no two live threads share, and that is never 0. The only thread of a fork child has the
// number of the thread that called fork.
static_assert(is<decltype(thread_identity), uintptr_t()>);

// The kernel's id of this thread, never 0. In a child that shares memory (vfork, posix_spawn) it is the
// id of the thread that created the child.
static_assert(is<decltype(thread_number), int()>);

// True when another thread has cancelled this one and the cancellation has not taken effect yet. It
// does not act on the cancellation: a cancellation point decides that.
static_assert(is<decltype(cancellation_pending), bool()>);

}  // namespace nacre::sys
