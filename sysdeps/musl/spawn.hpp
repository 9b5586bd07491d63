// SPDX-License-Identifier: MIT
// musl's posix_spawn and clone, with the additions of libc/musl/patches/0010-spawn-extensions.patch.
#pragma once
#include <bridge.h>
#include <spawn.h>
#include <stddef.h>

extern "C" {
#pragma GCC visibility push(hidden)
int __nacre_spawn(pid_t*, int* pidfd, const char* path, const posix_spawn_file_actions_t*,
                  const posix_spawnattr_t*, char* const* argv, char* const* envp);
// `stack` is the upper end of the stack.
int __clone(int (*)(void*), void* stack, int flags, void*, ...);
// Searches for a program in PATH and executes it. Unlike execvp, it does not use the shell for a script
// without a #! line.
int __execvpe(const char*, char* const*, char* const*);
#pragma GCC visibility pop
}

namespace nacre::sys {

inline int spawn(pid_t* pid, int* pidfd, const char* path, const posix_spawn_file_actions_t* actions,
                 const posix_spawnattr_t* attributes, char* const* argv, char* const* envp) {
  return __nacre_spawn(pid, pidfd, path, actions, attributes, argv, envp);
}

// The child calls __fn(path, argv, envp) instead of execve.
inline void search_in_path(posix_spawnattr_t& attributes) {
  attributes.__fn = reinterpret_cast<void*>(&__execvpe);
}

inline int spawn_flags(const posix_spawnattr_t& attributes) { return attributes.__flags; }

// The descriptor of the control group is in the padding of the attributes, which musl does not use.
inline void set_spawn_cgroup(posix_spawnattr_t& attributes, int cgroup) {
  __builtin_memcpy(attributes.__pad, &cgroup, sizeof cgroup);
}
inline int spawn_cgroup(const posix_spawnattr_t& attributes) {
  int cgroup;
  __builtin_memcpy(&cgroup, attributes.__pad, sizeof cgroup);
  return cgroup;
}

inline int add_close_from(posix_spawn_file_actions_t* actions, int first) {
  return __nacre_add_closefrom(actions, first);
}
inline int add_tcsetpgrp(posix_spawn_file_actions_t* actions, int terminal) {
  return __nacre_add_tcsetpgrp(actions, terminal);
}

inline long clone(int (*child)(void*), void* stack, size_t size, int flags, void* argument, int* pidfd) {
  return __clone(child, static_cast<char*>(stack) + size, flags, argument, pidfd);
}

}  // namespace nacre::sys
