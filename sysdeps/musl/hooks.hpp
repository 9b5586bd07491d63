// SPDX-License-Identifier: MIT
// Declares the hooks: functions of libc/ that musl's patched sources call. The names in quotes are those
// that musl uses. sysdeps/contract/hooks.hpp describes the hooks.
#pragma once
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

#pragma GCC visibility push(hidden)
void thread_exit() __asm__("__nacre_thread_exit");
void fork_child() __asm__("__nacre_fork_child");
uintptr_t before_vfork() __asm__("__nacre_before_vfork");
void after_vfork(uintptr_t word) __asm__("__nacre_after_vfork");
long spawn_process(int (*child)(void*), void* stack, size_t size, void* argument,
                   const posix_spawnattr_t* attributes, int* pidfd) __asm__("__nacre_spawn_process");
int spawn_close_from(int first) __asm__("__nacre_close_from");
void lock_children() __asm__("__nacre_lock_children");
void unlock_children() __asm__("__nacre_unlock_children");
#pragma GCC visibility pop

}  // namespace nacre::sys
