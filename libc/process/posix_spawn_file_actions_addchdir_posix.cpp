// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t *restrict actions,
//                                       const char *restrict path)
//
// Adds the action to change to the directory `path`. POSIX.1-2024 standardized
// posix_spawn_file_actions_addchdir_np under this name. This file has the suffix _posix, because musl's
// object posix_spawn_file_actions_addchdir.o, which defines the function with _np, must stay in the
// library: an object of nacre with the same name would replace it.
//
// Returns  0, or ENOMEM
// Safety   MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Kernels  all
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t* actions,
                                                   const char* path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

}  // namespace nacre::process
