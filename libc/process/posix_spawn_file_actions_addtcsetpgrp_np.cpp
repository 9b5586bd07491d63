// SPDX-License-Identifier: MIT
#include "support/export.hpp"
#include "sysdeps/contract/spawn.hpp"

namespace nacre::process {

// int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *actions, int terminal)
//
// The child makes its process group the foreground one of the terminal, after it has joined that group
// (POSIX_SPAWN_SETPGROUP), with signals still blocked: so that SIGTTOU does not stop it.
//
// Returns  0, EBADF (terminal is negative), ENOMEM. posix_spawn says what tcsetpgrp does: ENOTTY, EPERM
// Safety   MT-Safe of different actions, AS-Unsafe, AC-Unsafe.
// Source   posix_spawn_file_actions_addtcsetpgrp_np of glibc 2.35
NACRE_PUBLIC int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t* actions,
                                                          int terminal) {
  return sys::add_tcsetpgrp(actions, terminal);
}

}  // namespace nacre::process
