// SPDX-License-Identifier: MIT
// The hooks of sysdeps/contract/hooks.hpp for a libc other than musl. Only tests call them.
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
