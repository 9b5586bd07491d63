// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t *restrict actions,
//                                       const char *restrict path)
//
// Adds the action to change to the directory `path`. POSIX.1-2024's name of
// posix_spawn_file_actions_addchdir_np.
//
// Returns  0, or ENOMEM
// Safety   MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Old      works on all kernels
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t* actions,
                                                   const char* path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

}  // namespace nacre::process
