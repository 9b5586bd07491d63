// SPDX-License-Identifier: MIT
#include "libc/fd/close_from.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/spawn.hpp"

// The hook that posix_spawn calls in the child for this action.
int nacre::sys::spawn_close_from(int first) {
  fd::close_from(first);
  return 0;
}

namespace nacre::process {

// int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first)
//
// Adds the action to close all descriptors from `first` on, as closefrom does.
//
// Returns  0, EBADF (first is negative), ENOMEM
// Safety   MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Kernels  all
// Source   posix_spawn_file_actions_addclosefrom_np of glibc 2.34
NACRE_PUBLIC int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t* actions,
                                                          int first) {
  return sys::add_close_from(actions, first);
}

}  // namespace nacre::process
