// SPDX-License-Identifier: MIT
// What posix_spawn does here in addition to musl's. The hook that does it is in the same object as these
// functions, so that the linker takes it into each program that calls one of them.
#pragma once
#include <spawn.h>

namespace nacre::process {

// posix_spawn that also returns a descriptor of the process.
int spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
          const posix_spawnattr_t* attributes, char* const* argv, char* const* envp);

// Stores the descriptor of the control group in which the child is created.
void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup);

}  // namespace nacre::process
