// SPDX-License-Identifier: MIT
// Child processes: posix_spawn of the libc below with what it does not offer publicly, and the ways to
// make a child that shares this process's memory until it executes a program.
#pragma once
#include <clone3.hpp>
#include <files.hpp>
#include <spawn.hpp>

#include "sysdeps/contract/check.hpp"

namespace nacre::sys {

// posix_spawn. When `pidfd` is not null it also stores a descriptor of the process there, close-on-exec.
// `pid` may be null. Returns 0 or an error number. Not a cancellation point.
static_assert(is<decltype(spawn),
                 int(pid_t* pid, int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
                     const posix_spawnattr_t* attributes, char* const* argv, char* const* envp)>);

// Makes posix_spawn with these attributes look for the program in PATH, as posix_spawnp does.
static_assert(is<decltype(search_in_path), void(posix_spawnattr_t& attributes)>);

// The POSIX_SPAWN_* flags of the attributes.
static_assert(is<decltype(spawn_flags), int(const posix_spawnattr_t& attributes)>);

// A descriptor of a control group, stored in the attributes. 0 in new attributes.
static_assert(is<decltype(set_spawn_cgroup), void(posix_spawnattr_t& attributes, int cgroup)>);
static_assert(is<decltype(spawn_cgroup), int(const posix_spawnattr_t& attributes)>);

// Add an action for the child: close all descriptors from `first` on; make its process group the
// foreground group of the terminal. Return 0, EBADF for a negative number, or ENOMEM.
static_assert(is<decltype(add_close_from), int(posix_spawn_file_actions_t* actions, int first)>);
static_assert(is<decltype(add_tcsetpgrp), int(posix_spawn_file_actions_t* actions, int terminal)>);

// clone(2): a child that runs `child(argument)` on this stack of `size` bytes and exits with what that
// returns. `pidfd` is for CLONE_PIDFD. Returns the child's process id, or a negative error number.
static_assert(is<decltype(clone), long(int (*child)(void*), void* stack, size_t size, int flags,
                                       void* argument, int* pidfd)>);

// The same by clone3(2), whose arguments name the stack. ENOSYS before Linux 5.3 and on architectures
// for which it is not written; E2BIG where the kernel does not know the last arguments.
static_assert(
    is<decltype(clone3), long(const CloneArguments& arguments, int (*child)(void*), void* argument)>);

// Whether clone knows CLONE_PIDFD (Linux 5.2, probed as 5.3). Probed with a call that allocates nothing.
static_assert(is<decltype(has_pidfds), bool()>);

}  // namespace nacre::sys
