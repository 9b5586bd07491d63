// SPDX-License-Identifier: MIT
// Declares the hooks of sysdeps/contract/hooks.hpp if the libc is not musl. Such a libc does not call
// them; only tests do.
#pragma once
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

void thread_exit();
void fork_child();
uintptr_t before_vfork();
void after_vfork(uintptr_t word);
long spawn_process(int (*child)(void*), void* stack, size_t size, void* argument,
                   const posix_spawnattr_t* attributes, int* pidfd);
int spawn_close_from(int first);
void lock_children();
void unlock_children();

}  // namespace nacre::sys
