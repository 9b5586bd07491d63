/* SPDX-License-Identifier: MIT
 * What nacre's C++ asks of musl's internals. Those headers are not C++, so bridge.c, built with musl's
 * own flags, answers. */
#pragma once
#include <spawn.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Does this thread have its thread structure, and the process its auxiliary vector? */
int __nacre_started(void) __attribute__((__visibility__("hidden")));

/* The value of one entry of the auxiliary vector, or 0; errno is left alone. */
unsigned long __nacre_auxiliary_value(unsigned long type) __attribute__((__visibility__("hidden")));

/* The getrandom system call as a cancellation point; the answer is the kernel's own. */
long __nacre_cancellable_getrandom(void *, size_t, unsigned)
	__attribute__((__visibility__("hidden")));

#ifdef __cplusplus
/* musl's own, of any system call as a cancellation point, which is a macro in its C. */
long __syscall_cp(long number, long, long, long, long, long, long)
	__attribute__((__visibility__("hidden")));
#endif

/* Actions for a child that is spawned, as posix_spawn_file_actions_addclose adds them. */
int __nacre_add_closefrom(posix_spawn_file_actions_t *, int first)
	__attribute__((__visibility__("hidden")));
int __nacre_add_tcsetpgrp(posix_spawn_file_actions_t *, int terminal)
	__attribute__((__visibility__("hidden")));

#ifdef __cplusplus
}
#endif
