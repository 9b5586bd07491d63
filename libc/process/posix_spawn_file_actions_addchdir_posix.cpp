// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// The child changes to the directory `path`: POSIX.1-2024's name of
// posix_spawn_file_actions_addchdir_np.
//
// Returns  0, or ENOMEM
// Safety   MT-Safe of different actions, AS-Unsafe, AC-Unsafe.
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t* actions,
                                                   const char* path) {
  return posix_spawn_file_actions_addchdir_np(actions, path);
}

}  // namespace nacre::process
