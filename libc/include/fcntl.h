/* SPDX-License-Identifier: MIT */
/* Adds constants and openat2, which musl's header lacks. Can be used together with <linux/fcntl.h>. */
#ifndef _NACRE_FCNTL_H
#define _NACRE_FCNTL_H

#include <features.h>

/* <linux/fcntl.h> has newer constants and their structures. If long has 64 bits, its struct flock is used
 * too. If long has 32 bits, its struct flock has 32-bit offsets, and HAVE_ARCH_STRUCT_FLOCK makes the
 * kernel's header omit the structure. */
#ifdef _GNU_SOURCE
#ifndef __LP64__
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif
#include <asm/bitsperlong.h> /* on mips, <asm/fcntl.h> tests __BITS_PER_LONG before it is defined */
#include <linux/fcntl.h>
#endif

/* Keep musl's header from defining struct iovec, which <linux/uio.h> defines too. The end of this file
 * defines it for a program that includes this header itself. If another libc header includes this file
 * after <bits/hold.h>, the structure is left out. */
#ifdef _GNU_SOURCE
struct iovec;
#endif
#ifndef __DEFINED_struct_iovec
#define __DEFINED_struct_iovec
#include_next <fcntl.h>
#undef __DEFINED_struct_iovec
#undef __NEED_struct_iovec
#else
#include_next <fcntl.h>
#endif
/* Keep a kernel header that is included later from defining struct flock again. */
#if defined(_BSD_SOURCE) && !defined(_ASM_GENERIC_FCNTL_H)
#define HAVE_ARCH_STRUCT_FLOCK 1
#endif

#ifdef _GNU_SOURCE
#define FALLOC_FL_ALLOCATE_RANGE 0x0
#define FALLOC_FL_NO_HIDE_STALE  0x4
#define FALLOC_FL_COLLAPSE_RANGE 0x8
#define FALLOC_FL_ZERO_RANGE     0x10
#define FALLOC_FL_INSERT_RANGE   0x20
#define FALLOC_FL_UNSHARE_RANGE  0x40
#define FALLOC_FL_WRITE_ZEROES   0x80

#define SYNC_FILE_RANGE_WRITE_AND_WAIT (SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER)

#define __NEED_size_t
#include <bits/alltypes.h>

/* For struct open_how and the RESOLVE_ and OPENAT2_ macros. */
#include <linux/openat2.h>

#ifdef __cplusplus
extern "C" {
#endif

int openat2(int, const char *, const struct open_how *, size_t);

#ifdef __cplusplus
}
#endif
#endif

#endif

#if defined(_GNU_SOURCE) && !defined(__NACRE_HOLD)
#define __NEED_struct_iovec
#include <bits/alltypes.h>
#endif
