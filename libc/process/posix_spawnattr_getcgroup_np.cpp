// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "support/export.hpp"
#include "sysdeps/contract/spawn.hpp"

namespace nacre::process {

// int posix_spawnattr_getcgroup_np(const posix_spawnattr_t *restrict attributes, int *restrict cgroup)
//
// Gets the descriptor of the control group that posix_spawnattr_setcgroup_np has set.
//
// cgroup   where the descriptor is stored; 0 if none was set
// Returns  0
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Kernels  all
// Source   posix_spawnattr_getcgroup_np of glibc 2.39
NACRE_PUBLIC int posix_spawnattr_getcgroup_np(const posix_spawnattr_t* attributes, int* cgroup) {
  *cgroup = sys::spawn_cgroup(*attributes);
  return 0;
}

}  // namespace nacre::process
