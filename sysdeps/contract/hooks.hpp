// SPDX-License-Identifier: MIT
// The other direction: functions that libc/ defines and that the libc below calls. That libc has weak
// definitions that do nothing, so a program contains one of these only if it uses what needs it. In a
// build on the host nothing calls them.
#pragma once
#include <hooks.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// A thread ends. Called last in its life, with all application signals blocked.
static_assert(is<decltype(thread_exit), void()>);

// A fork child begins. Called with all signals blocked, before any other code of the child.
static_assert(is<decltype(fork_child), void()>);

// Called by vfork, and by clone with CLONE_VM and CLONE_VFORK, in the parent: before the child is made,
// and when the child has executed a program or ended. The second call gets what the first returned.
static_assert(is<decltype(before_vfork), uintptr_t()>);
static_assert(is<decltype(after_vfork), void(uintptr_t word)>);

// posix_spawn needs a child with a process descriptor (`pidfd` not null) or with POSIX_SPAWN_SETCGROUP.
// Makes it: it runs `child(argument)` on this stack, shares memory, and the calling thread waits until
// it has executed a program or ended. Returns its process id, or a negative error number. Called with
// signals blocked.
static_assert(
    is<decltype(spawn_process), long(int (*child)(void*), void* stack, size_t size, void* argument,
                                     const posix_spawnattr_t* attributes, int* pidfd)>);

// Called in a spawned child, which shares memory: closes all descriptors from `first` on. Returns 0.
static_assert(is<decltype(spawn_close_from), int(int first)>);

// A thread is about to create a child by fork, _Fork, posix_spawn or clone of a new address space, and
// has created it. Called with all signals blocked. The second is called in both processes, and more than
// once where they share memory.
static_assert(is<decltype(lock_children), void()>);
static_assert(is<decltype(unlock_children), void()>);

}  // namespace nacre::sys
