// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"

namespace nacre::process {

// The child changes to an open directory: POSIX.1-2024's name of posix_spawn_file_actions_addfchdir_np.
//
// Returns  0, or ENOMEM, EBADF
// Safety   MT-Safe of different actions, AS-Unsafe, AC-Unsafe.
// Source   POSIX.1-2024
NACRE_PUBLIC int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t* actions, int directory) {
  return posix_spawn_file_actions_addfchdir_np(actions, directory);
}

}  // namespace nacre::process
