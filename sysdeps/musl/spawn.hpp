// SPDX-License-Identifier: MIT
// musl's posix_spawn, with what libc/musl/patches/0010-spawn-extensions.patch adds.
#pragma once
#include <bridge.h>
#include <spawn.h>
#include <stddef.h>

extern "C" {
#pragma GCC visibility push(hidden)
// posix_spawn, and where `pidfd` is not null, a descriptor of the process.
int __nacre_spawn(pid_t*, int* pidfd, const char* path, const posix_spawn_file_actions_t*,
                  const posix_spawnattr_t*, char* const* argv, char* const* envp);

// Makes the child's process, which runs `child`, shares memory, and lets this thread wait until it
// executes or ends. Its number, or the negative number of an error.
long __nacre_spawn_process(int (*child)(void*), void* stack, size_t size, void* argument,
                           const posix_spawnattr_t*, int* pidfd);

// In the child: closes all descriptors from one on; 0.
int __nacre_close_from(int first);

// musl's clone on a stack whose end is given; execvp with an environment and with room for a shell's
// arguments, which is what posix_spawn's attributes can name as a function.
int __clone(int (*)(void*), void*, int, void*, ...);
int __execvpe_room(const char*, char* const*, char* const*, char** room);
#pragma GCC visibility pop
}
