// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *actions, int directory)
//
// Adds the action to change to the directory that the descriptor `directory` refers to. POSIX.1-2024
// standardized posix_spawn_file_actions_addfchdir_np under this name. This file has the suffix _posix,
// because musl's object posix_spawn_file_actions_addfchdir.o, which defines the function with _np, must
// stay in the library: an object of nacre with the same name would replace it.
//
// Returns  0, or ENOMEM, EBADF (the descriptor is negative, or is closed and not below RLIMIT_NOFILE)
// Safety   MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Kernels  all
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t* actions, int directory) {
  return posix_spawn_file_actions_addfchdir_np(actions, directory);
}

}  // namespace nacre::process
