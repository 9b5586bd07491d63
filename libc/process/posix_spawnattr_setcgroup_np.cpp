// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "libc/process/spawn_process.hpp"
#include "support/export.hpp"

namespace nacre::process {

// int posix_spawnattr_setcgroup_np(posix_spawnattr_t *attributes, int cgroup)
//
// Sets the control group in which posix_spawn creates the child. It has an effect only if the attributes
// have the flag POSIX_SPAWN_SETCGROUP.
//
// cgroup   a descriptor of the group's directory in a cgroup version 2 filesystem
// Returns  0. If the group cannot be used, posix_spawn fails with EBADF, EACCES (no permission to write
//          to cgroup.procs), EBUSY (controllers are enabled for its child groups), EOPNOTSUPP (its
//          cgroup.type is "domain invalid")
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Kernels  before Linux 5.7, and on architectures without assembly code for clone3
//          (sysdeps/generic/clone3.hpp): posix_spawn fails with ENOTSUP.
// Source   posix_spawnattr_setcgroup_np of glibc 2.39; CLONE_INTO_CGROUP in clone(2)
NACRE_PUBLIC int posix_spawnattr_setcgroup_np(posix_spawnattr_t* attributes, int cgroup) {
  set_spawn_cgroup(*attributes, cgroup);
  return 0;
}

}  // namespace nacre::process
