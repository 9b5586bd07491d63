// SPDX-License-Identifier: MIT
// What the cache of thread stacks needs (libc/threads/stack_cache.cpp).
#pragma once
#include <thread_stacks.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns when each thread that was in the last part of its exit has left its stack. The calling thread
// must not be in this part itself.
static_assert(is<decltype(wait_for_exiting_threads), void()>);

// munmap(2), after a wait for threads that may still access a lock in the mapping.
static_assert(is<decltype(unmap_stack), void(void* stack, size_t size)>);

}  // namespace nacre::sys
