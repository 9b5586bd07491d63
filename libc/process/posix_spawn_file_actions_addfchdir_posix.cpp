// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *actions, int directory)
//
// Adds the action to change to the directory that the descriptor `directory` refers to. POSIX.1-2024's
// name of posix_spawn_file_actions_addfchdir_np.
//
// Returns  0, or ENOMEM, EBADF (the descriptor is negative)
// Safety   MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Old      works on all kernels
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t* actions, int directory) {
  return posix_spawn_file_actions_addfchdir_np(actions, directory);
}

}  // namespace nacre::process
