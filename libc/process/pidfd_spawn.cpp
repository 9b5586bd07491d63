// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "libc/process/spawn_process.hpp"
#include "support/export.hpp"

namespace nacre::process {

// int pidfd_spawn(int *restrict pidfd, const char *restrict path,
//                 const posix_spawn_file_actions_t *actions,
//                 const posix_spawnattr_t *restrict attributes,
//                 char *const argv[restrict], char *const envp[restrict])
//
// Starts a program, as posix_spawn does, and returns a descriptor of its process instead of a process
// ID. The descriptor has close-on-exec.
//
// pidfd    where the descriptor is stored
// Returns  0, or an error number: an error of posix_spawn, EMFILE, ENFILE, or ENOSYS (before Linux 5.3)
// Safety   MT-Safe, AS-Unsafe. AC-Safe: if a child was created, its descriptor is in `*pidfd`. No
//          cancellation point.
// Kernels  before Linux 5.3, it fails with ENOSYS
// Source   pidfd_spawn of glibc 2.39
NACRE_PUBLIC int pidfd_spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
                             const posix_spawnattr_t* attributes, char* const* argv, char* const* envp) {
  return spawn(pidfd, path, actions, attributes, argv, envp);
}

}  // namespace nacre::process
