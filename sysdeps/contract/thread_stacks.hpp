// SPDX-License-Identifier: MIT
// The cache of thread stacks (libc/threads/stack_cache.cpp). Sizes and guards are in bytes; a mapping
// begins with its guard.
#pragma once
#include <thread_stacks.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns when each thread that was in the last part of its exit has left its stack. The calling thread
// must not be in this part itself.
static_assert(is<decltype(wait_for_exiting_threads), void()>);

// munmap(2), after a wait for threads that may still access a lock in the mapping.
static_assert(is<decltype(unmap_stack), void(void* stack, size_t size)>);

// A hook, which pthread_create calls. Returns a mapping of this size with this guard, whose last
// `zeroed` bytes are 0. Returns null if the cache has none.
static_assert(is<decltype(take_stack), void*(size_t size, size_t guard, size_t zeroed)>);

// A hook, which pthread_join and pthread_create call. Keeps or unmaps a stack that no thread uses.
static_assert(is<decltype(put_stack), void(char* map, size_t size, size_t guard)>);

// A hook, which a detached thread calls at its end, with the lock of the list of threads. Keeps its
// stack and returns 1, or returns 0. If it returns 1, the thread must end without unmapping the stack.
static_assert(is<decltype(put_own_stack), int(char* map, size_t size, size_t guard)>);

// A hook, which pthread_create calls if it cannot map a stack. Unmaps all stacks of the cache, and
// returns whether there was one.
static_assert(is<decltype(drop_stacks), int()>);

}  // namespace nacre::sys
