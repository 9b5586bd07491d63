// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "libc/process/spawn_process.hpp"
#include "support/export.hpp"

namespace nacre::process {

// int pidfd_spawn(int *restrict pidfd, const char *restrict path,
//                 const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *restrict
//                 attributes, char *const argv[restrict], char *const envp[restrict])
//
// posix_spawn, with a descriptor of the child in the place of its number, close-on-exec: for waitid with
// P_PIDFD, poll and pidfd_send_signal, whoever waits for children meanwhile.
//
// Returns  0, or the number of an error: those of posix_spawn; EMFILE, ENFILE; ENOSYS
// Safety   MT-Safe, AS-Unsafe. AC-Safe: a child that was made is in `pidfd`. No cancellation point.
// Old      ENOSYS before Linux 5.3.
// Source   pidfd_spawn of glibc 2.39
NACRE_PUBLIC int pidfd_spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
                             const posix_spawnattr_t* attributes, char* const* argv, char* const* envp) {
  return spawn(pidfd, path, actions, attributes, argv, envp);
}

}  // namespace nacre::process
