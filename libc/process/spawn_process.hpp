// SPDX-License-Identifier: MIT
// Extensions of musl's posix_spawn: process descriptors and control groups. musl's posix_spawn calls the
// hook sys::spawn_process for them. The hook is in the same object as the functions below, so it is
// linked into every program that uses one of the extensions.
#pragma once
#include <spawn.h>

namespace nacre::process {

// Works as posix_spawn does, and returns a descriptor of the process instead of its ID.
int spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
          const posix_spawnattr_t* attributes, char* const* argv, char* const* envp);

// Stores the descriptor of the control group in which the child is created.
void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup);

}  // namespace nacre::process
