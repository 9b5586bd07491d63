// SPDX-License-Identifier: MIT
#include "support/export.hpp"
#include "sysdeps/contract/spawn.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *actions, int terminal)
//
// Adds the action to make the process group of the child the foreground process group of `terminal`. The
// child first joins the group that POSIX_SPAWN_SETPGROUP selects. Signals are blocked during the action,
// so SIGTTOU does not stop the child.
//
// terminal  a descriptor that is open in the child when the action runs
// Returns   0, EBADF (terminal is negative), ENOMEM. posix_spawn reports errors of tcsetpgrp: ENOTTY,
//           EPERM.
// Safety    MT-Safe if each thread uses its own actions. AS-Unsafe, AC-Unsafe.
// Kernels   all
// Source    posix_spawn_file_actions_addtcsetpgrp_np of glibc 2.35
NACRE_PUBLIC int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t* actions,
                                                          int terminal) {
  return sys::add_tcsetpgrp(actions, terminal);
}

}  // namespace nacre::process
