// SPDX-License-Identifier: MIT
// Creates the child of posix_spawn with a process descriptor or in a control group. musl calls
// sys::spawn_process, at the end of this file, only in these cases.
#include "libc/process/spawn_process.hpp"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>

#include "support/errors.hpp"
#include "sysdeps/contract/hooks.hpp"
#include "sysdeps/contract/spawn.hpp"

namespace nacre::process {
namespace {

// The child shares the memory of its parent, which waits until the child executes a program or ends.
constexpr int kSharedUntilExec = CLONE_VM | CLONE_VFORK;

uint64_t word(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }

// Does this result of clone3 mean that the kernel or a sandbox has no clone3, or that clone3 does not
// support control groups (E2BIG)?
bool lacks_cgroups(long result) { return is_missing(static_cast<int>(-result)) || result == -E2BIG; }

// `pidfd` may be null. Returns the process ID of the child, or a negative error number.
long make_process(int (*child)(void*), void* stack, size_t size, void* argument,
                  const posix_spawnattr_t& attributes, int* pidfd) {
  const int flags = kSharedUntilExec | (pidfd != nullptr ? CLONE_PIDFD : 0);
  if ((sys::spawn_flags(attributes) & POSIX_SPAWN_SETCGROUP) != 0) {
    sys::CloneArguments arguments{};
    arguments.flags = static_cast<unsigned>(flags) | CLONE_INTO_CGROUP;
    arguments.pidfd = word(pidfd);
    arguments.exit_signal = SIGCHLD;
    arguments.stack = word(stack);
    arguments.stack_size = size;
    arguments.cgroup = static_cast<unsigned>(sys::spawn_cgroup(attributes));
    const long result = sys::clone3(arguments, child, argument);
    return lacks_cgroups(result) ? -ENOTSUP : result;
  }
  // Without POSIX_SPAWN_SETCGROUP, musl calls this function only for a process descriptor. Before
  // Linux 5.2, clone ignores CLONE_PIDFD: the child would run, and the caller would get no descriptor.
  // So check for pidfd_open, which is in Linux 5.3, first.
  if (!sys::has_pidfds()) return -ENOSYS;
  return sys::clone(child, stack, size, flags | SIGCHLD, argument, pidfd);
}

}  // namespace

int spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
          const posix_spawnattr_t* attributes, char* const* argv, char* const* envp) {
  return sys::spawn(nullptr, pidfd, path, actions, attributes, argv, envp);
}

void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup) {
  sys::set_spawn_cgroup(attributes, cgroup);
}

}  // namespace nacre::process

long nacre::sys::spawn_process(int (*child)(void*), void* stack, size_t size, void* argument,
                               const posix_spawnattr_t* attributes, int* pidfd) {
  return process::make_process(child, stack, size, argument, *attributes, pidfd);
}
