// SPDX-License-Identifier: MIT
// What takes more than musl's posix_spawn does. The hook that does it is in the object of these
// functions, so that a program that calls one of them has it.
#pragma once
#include <spawn.h>

namespace nacre::process {

// posix_spawn, with a descriptor of the process.
int spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
          const posix_spawnattr_t* attributes, char* const* argv, char* const* envp);

// A descriptor of a control group, for the child to be born in.
void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup);
int spawn_cgroup(const posix_spawnattr_t& attributes);

}  // namespace nacre::process
