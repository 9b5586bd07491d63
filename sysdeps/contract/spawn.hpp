// SPDX-License-Identifier: MIT
// Child processes: musl's posix_spawn with nacre's extensions, and functions that create a child which
// shares the memory of this process until it executes a program.
#pragma once
#include <clone3.hpp>
#include <files.hpp>
#include <spawn.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// posix_spawn. If `pidfd` is not null, also stores a close-on-exec descriptor of the process there.
// `pid` may be null. Returns 0 or an error number. Not a cancellation point.
static_assert(is<decltype(spawn),
                 int(pid_t* pid, int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
                     const posix_spawnattr_t* attributes, char* const* argv, char* const* envp)>);

// Makes posix_spawn with these attributes search for the program in PATH, as posix_spawnp does.
static_assert(is<decltype(search_in_path), void(posix_spawnattr_t& attributes)>);

// Returns the POSIX_SPAWN_* flags of the attributes.
static_assert(is<decltype(spawn_flags), int(const posix_spawnattr_t& attributes)>);

// Set and return the descriptor of the control group in which the child starts. It is 0 in new
// attributes.
static_assert(is<decltype(set_spawn_cgroup), void(posix_spawnattr_t& attributes, int cgroup)>);
static_assert(is<decltype(spawn_cgroup), int(const posix_spawnattr_t& attributes)>);

// Add an action for the child. add_close_from closes all descriptors from `first` on. add_tcsetpgrp
// makes the child's process group the foreground group of the terminal. Return 0, EBADF for a negative
// number, or ENOMEM.
static_assert(is<decltype(add_close_from), int(posix_spawn_file_actions_t* actions, int first)>);
static_assert(is<decltype(add_tcsetpgrp), int(posix_spawn_file_actions_t* actions, int terminal)>);

// clone(2): creates a child that calls `child(argument)` on this stack of `size` bytes, and exits with
// the result. With CLONE_PIDFD, stores a descriptor of the child in `*pidfd`. Returns the child's
// process ID, or a negative error number.
static_assert(is<decltype(clone), long(int (*child)(void*), void* stack, size_t size, int flags,
                                       void* argument, int* pidfd)>);

// Creates such a child with clone3(2); `arguments` contain the stack. ENOSYS before Linux 5.3 and on
// architectures without an implementation. E2BIG if the last members of `arguments` are set and the
// kernel does not know them.
static_assert(
    is<decltype(clone3), long(const CloneArguments& arguments, int (*child)(void*), void* argument)>);

// Returns whether clone supports CLONE_PIDFD (Linux 5.2). The probe is pidfd_open with an invalid
// process ID, because it allocates nothing. Linux 5.3 added pidfd_open, so the result is false on
// Linux 5.2.
static_assert(is<decltype(has_pidfds), bool()>);

}  // namespace nacre::sys
