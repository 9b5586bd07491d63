/* SPDX-License-Identifier: MIT */
/* Adds functions and constants that musl's header lacks. */
#ifndef _NACRE_SYS_MMAN_H
#define _NACRE_SYS_MMAN_H

#include_next <sys/mman.h>

/* A mapping type like MAP_SHARED and MAP_PRIVATE, since Linux 6.11. See map_droppable(7). */
#define MAP_DROPPABLE 0x08

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define MADV_GUARD_INSTALL 102
#define MADV_GUARD_REMOVE  103
#endif

#ifdef _GNU_SOURCE
/* On MIPS, <bits/mman.h> defines another PROT_SEM, and there is no MAP_UNINITIALIZED. */
#ifndef PROT_SEM
#define PROT_SEM 0x08
#define MAP_UNINITIALIZED 0x4000000
#endif

#define MFD_NOEXEC_SEAL 0x8U
#define MFD_EXEC        0x10U

#define MFD_HUGE_SHIFT MAP_HUGE_SHIFT
#define MFD_HUGE_MASK  MAP_HUGE_MASK
#define MFD_HUGE_64KB  MAP_HUGE_64KB
#define MFD_HUGE_512KB MAP_HUGE_512KB
#define MFD_HUGE_1MB   MAP_HUGE_1MB
#define MFD_HUGE_2MB   MAP_HUGE_2MB
#define MFD_HUGE_8MB   MAP_HUGE_8MB
#define MFD_HUGE_16MB  MAP_HUGE_16MB
#define MFD_HUGE_32MB  MAP_HUGE_32MB
#define MFD_HUGE_256MB MAP_HUGE_256MB
#define MFD_HUGE_512MB MAP_HUGE_512MB
#define MFD_HUGE_1GB   MAP_HUGE_1GB
#define MFD_HUGE_2GB   MAP_HUGE_2GB
#define MFD_HUGE_16GB  MAP_HUGE_16GB

#define PKEY_UNRESTRICTED   0x0
#define PKEY_DISABLE_ACCESS 0x1
#define PKEY_DISABLE_WRITE  0x2

/* All rights that a key can deny on this architecture. */
#ifndef PKEY_ACCESS_MASK
#define PKEY_ACCESS_MASK (PKEY_DISABLE_ACCESS | PKEY_DISABLE_WRITE)
#endif

#define SHADOW_STACK_SET_TOKEN  0x1
#define SHADOW_STACK_SET_MARKER 0x2
#endif

/* Functions that glibc declares here and musl does not. The manual pages describe them: mseal(3),
 * pkey_alloc(3), process_madvise(3), process_mrelease(3). */
#ifdef _GNU_SOURCE
#define __NEED_size_t
#define __NEED_ssize_t
#include <bits/alltypes.h>

#ifdef __cplusplus
extern "C" {
#endif

struct iovec;
int mseal(void *, size_t, unsigned long);
int pkey_alloc(unsigned, unsigned);
int pkey_free(int);
int pkey_get(int);
int pkey_mprotect(void *, size_t, int, int);
int pkey_set(int, unsigned);
ssize_t process_madvise(int, const struct iovec *, size_t, int, unsigned);
int process_mrelease(int, unsigned);

#ifdef __cplusplus
}
#endif
#endif

#endif
