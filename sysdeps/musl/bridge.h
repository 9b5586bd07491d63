/* SPDX-License-Identifier: MIT
 * Functions through which nacre's C++ uses musl's internals. C++ cannot include musl's internal headers, so
 * the functions are C, and compiled with musl's flags. */
#pragma once
#include <spawn.h>
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif

/* Returns whether the startup code has set up this thread's thread structure and musl's auxiliary vector. */
int __nacre_started(void) __attribute__((__visibility__("hidden")));

/* Returns the value of one entry of the auxiliary vector, or 0. Does not change errno. */
unsigned long __nacre_auxiliary_value(unsigned long type) __attribute__((__visibility__("hidden")));

/* Sets the calling thread's cancellation type, and returns the previous one. */
int __nacre_set_cancel_type(int type) __attribute__((__visibility__("hidden")));

/* Makes the getrandom system call as a cancellation point. Returns the kernel's result. */
long __nacre_cancellable_getrandom(void *, size_t, unsigned)
	__attribute__((__visibility__("hidden")));

#ifdef __cplusplus
/* musl's function that makes any system call as a cancellation point. In musl's C headers, a macro hides it. */
long __syscall_cp(long number, long, long, long, long, long, long)
	__attribute__((__visibility__("hidden")));
#endif

/* Add an action for a spawned child: close all descriptors from `first` on, or make the child's process group the
 * foreground group of the terminal. Return 0 or an error number. */
int __nacre_add_closefrom(posix_spawn_file_actions_t *, int first)
	__attribute__((__visibility__("hidden")));
int __nacre_add_tcsetpgrp(posix_spawn_file_actions_t *, int terminal)
	__attribute__((__visibility__("hidden")));

#ifdef __cplusplus
}
#endif
