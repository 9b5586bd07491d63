// SPDX-License-Identifier: MIT
// Hooks: functions that libc/ defines and that musl calls. The other headers of this directory declare
// functions that libc/ calls. musl has weak default definitions, so a program contains a hook only if it
// uses a function that needs the hook. In a build without musl, only tests call hooks.
#pragma once
#include <hooks.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Called by a thread at its end, after all other code of libc/, with all application signals blocked.
static_assert(is<decltype(thread_exit), void()>);

// Called by the child of fork, before any code of the program, with all signals blocked.
static_assert(is<decltype(fork_child), void()>);

// Called in the parent, by vfork and by clone with CLONE_VM and CLONE_VFORK. before_vfork is called
// before the child is created, and after_vfork when the child has executed a program or ended. In
// between, the child must not use the random state of its parent, whose memory it shares. So
// before_vfork reserves the state. It returns the thread's random_word (sysdeps/contract/thread.hpp) as
// it was, and after_vfork restores this value.
static_assert(is<decltype(before_vfork), uintptr_t()>);
static_assert(is<decltype(after_vfork), void(uintptr_t word)>);

// Called by posix_spawn to create a child with a process descriptor (`pidfd` is not null) or with
// POSIX_SPAWN_SETCGROUP, with signals blocked. The child calls `child(argument)` on this stack and
// shares the caller's memory. The calling thread waits until the child has executed a program or ended.
// Returns the process ID of the child, or a negative error number.
static_assert(
    is<decltype(spawn_process), long(int (*child)(void*), void* stack, size_t size, void* argument,
                                     const posix_spawnattr_t* attributes, int* pidfd)>);

// Called in a spawned child, which shares its parent's memory. Closes all descriptors from `first` on,
// and returns 0. musl's default returns a negative error number.
static_assert(is<decltype(spawn_close_from), int(int first)>);

// Take and release the child lock, which a thread holds while it creates a child
// (libc/process/no_new_child.hpp). Called with all signals blocked, by fork, _Fork, posix_spawn and a
// clone with a new address space. unlock_children is called in both processes. If they share memory, it
// is called more than once for the same lock, and only the first call has an effect.
static_assert(is<decltype(lock_children), void()>);
static_assert(is<decltype(unlock_children), void()>);

}  // namespace nacre::sys
