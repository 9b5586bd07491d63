// SPDX-License-Identifier: MIT
#include "libc/process/spawn_process.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/spawn.hpp"

namespace nacre::process {

// int pidfd_spawnp(int *restrict pidfd, const char *restrict file,
//                  const posix_spawn_file_actions_t *actions,
//                  const posix_spawnattr_t *restrict attributes,
//                  char *const argv[restrict], char *const envp[restrict])
//
// Like pidfd_spawn, but searches for `file` in PATH.
//
// Return value, safety, and behavior on old kernels: see pidfd_spawn.
// Source   pidfd_spawnp of glibc 2.39
NACRE_PUBLIC int pidfd_spawnp(int* pidfd, const char* file, const posix_spawn_file_actions_t* actions,
                              const posix_spawnattr_t* attributes, char* const* argv,
                              char* const* envp) {
  posix_spawnattr_t searching{};  // a copy, because the caller's attributes must not change
  if (attributes != nullptr) searching = *attributes;
  sys::search_in_path(searching);
  return spawn(pidfd, file, actions, &searching, argv, envp);
}

}  // namespace nacre::process
