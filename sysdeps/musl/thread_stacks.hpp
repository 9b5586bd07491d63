// SPDX-License-Identifier: MIT
// musl's functions for the cache of thread stacks. sysdeps/contract/thread_stacks.hpp describes them.
#pragma once
#include <pthread.h>
#include <stddef.h>

extern "C" {
#pragma GCC visibility push(hidden)
void __tl_sync(pthread_t);
int __munmap(void*, size_t);
#pragma GCC visibility pop
}

namespace nacre::sys {

#pragma GCC visibility push(hidden)
void* take_stack(size_t size, size_t guard, size_t zeroed) __asm__("__nacre_take_stack");
void put_stack(char* map, size_t size, size_t guard) __asm__("__nacre_put_stack");
int put_own_stack(char* map, size_t size, size_t guard) __asm__("__nacre_put_own_stack");
int drop_stacks() __asm__("__nacre_drop_stacks");
#pragma GCC visibility pop

// In the last part of its exit, a thread holds the lock of musl's list of threads. The kernel releases
// this lock when the thread has ended.
inline void wait_for_exiting_threads() { __tl_sync(pthread_t{}); }

inline void unmap_stack(void* stack, size_t size) { __munmap(stack, size); }

}  // namespace nacre::sys
