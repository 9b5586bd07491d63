// SPDX-License-Identifier: MIT
#include "libc/process/spawn_process.hpp"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <clone3.hpp>
#include <files.hpp>
#include <spawn.hpp>

#include "support/export.hpp"

namespace nacre::process {
namespace {

constexpr int kSharedUntilExec = CLONE_VM | CLONE_VFORK;

uint64_t word(const void* pointer) { return reinterpret_cast<uintptr_t>(pointer); }

// A kernel or a sandbox without clone3, or one whose clone3 knows no groups.
bool is_unknown(long answer) { return answer == -ENOSYS || answer == -E2BIG; }

}  // namespace

int spawn(int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
          const posix_spawnattr_t* attributes, char* const* argv, char* const* envp) {
  return __nacre_spawn(nullptr, pidfd, path, actions, attributes, argv, envp);
}

// At the beginning of what musl leaves over.
void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup) {
  __builtin_memcpy(attributes.__pad, &cgroup, sizeof cgroup);
}
int spawn_cgroup(const posix_spawnattr_t& attributes) {
  int cgroup;
  __builtin_memcpy(&cgroup, attributes.__pad, sizeof cgroup);
  return cgroup;
}

NACRE_HOOK long __nacre_spawn_process(int (*child)(void*), void* stack, size_t size, void* argument,
                                      const posix_spawnattr_t* attributes, int* pidfd) {
  const int flags = kSharedUntilExec | (pidfd != nullptr ? CLONE_PIDFD : 0);
  if ((attributes->__flags & POSIX_SPAWN_SETCGROUP) != 0) {
    sys::CloneArguments wanted{};
    wanted.flags = static_cast<unsigned>(flags) | CLONE_INTO_CGROUP;
    wanted.pidfd = word(pidfd);
    wanted.exit_signal = SIGCHLD;
    wanted.stack = word(stack);
    wanted.stack_size = size;
    wanted.cgroup = static_cast<unsigned>(spawn_cgroup(*attributes));
    const long answer = sys::clone3(wanted, child, argument);
    return is_unknown(answer) ? -ENOTSUP : answer;
  }
  // Before Linux 5.2 clone does not look at the flag: the child would run, and nobody have its
  // descriptor.
  if (!sys::has_pidfds()) return -ENOSYS;
  return __clone(child, static_cast<char*>(stack) + size, flags | SIGCHLD, argument, pidfd);
}

}  // namespace nacre::process
