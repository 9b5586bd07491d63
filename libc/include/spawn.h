/* SPDX-License-Identifier: MIT */
/* Adds functions and constants that musl's header lacks. */
#ifndef _NACRE_SPAWN_H
#define _NACRE_SPAWN_H

#include_next <spawn.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define POSIX_SPAWN_SETCGROUP 256
#endif

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_GNU_SOURCE) || (defined(_POSIX_C_SOURCE) && _POSIX_C_SOURCE >= 202405L) || \
	(defined(_XOPEN_SOURCE) && _XOPEN_SOURCE >= 800)
int posix_spawn_file_actions_addchdir(posix_spawn_file_actions_t *__restrict, const char *__restrict);
int posix_spawn_file_actions_addfchdir(posix_spawn_file_actions_t *, int);
#endif

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int);
int posix_spawn_file_actions_addtcsetpgrp_np(posix_spawn_file_actions_t *, int);
int posix_spawnattr_getcgroup_np(const posix_spawnattr_t *__restrict, int *__restrict);
int posix_spawnattr_setcgroup_np(posix_spawnattr_t *, int);
int pidfd_spawn(int *__restrict, const char *__restrict, const posix_spawn_file_actions_t *,
	const posix_spawnattr_t *__restrict, char *const *__restrict, char *const *__restrict);
int pidfd_spawnp(int *__restrict, const char *__restrict, const posix_spawn_file_actions_t *,
	const posix_spawnattr_t *__restrict, char *const *__restrict, char *const *__restrict);
#endif

#ifdef __cplusplus
}
#endif

#endif
