// SPDX-License-Identifier: MIT
#include <spawn.h>

#include "libc/process/spawn_process.hpp"
#include "support/export.hpp"

namespace nacre::process {

// int posix_spawnattr_setcgroup_np(posix_spawnattr_t *attributes, int cgroup)
//
// The control group, of version 2, that a child is born in, where POSIX_SPAWN_SETCGROUP is set too.
//
// cgroup   a descriptor of its folder
// Returns  0. What is wrong with it, posix_spawn says: EBADF, EACCES (no right to cgroup.procs), EBUSY
//          (it has children with controllers), EOPNOTSUPP (threaded)
// Safety   MT-Safe, AS-Safe, AC-Safe.
// Old      before Linux 5.7, and on architectures that nobody has written it for, posix_spawn answers
//          ENOTSUP.
// Source   posix_spawnattr_setcgroup_np of glibc 2.39; CLONE_INTO_CGROUP in clone(2)
NACRE_PUBLIC int posix_spawnattr_setcgroup_np(posix_spawnattr_t* attributes, int cgroup) {
  set_spawn_cgroup(*attributes, cgroup);
  return 0;
}

}  // namespace nacre::process
