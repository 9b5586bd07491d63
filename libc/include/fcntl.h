/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_FCNTL_H
#define _NACRE_FCNTL_H

#include_next <fcntl.h>

#ifdef _GNU_SOURCE
#define O_EMPTYPATH 0x4000000

#define F_DUPFD_QUERY   1027
#define F_CREATED_QUERY 1028
#define F_GETDELEG      1039
#define F_SETDELEG      1040
#define F_SEAL_EXEC     0x20

#define RWH_WRITE_LIFE_NOT_SET RWF_WRITE_LIFE_NOT_SET

#define AT_EXECVE_CHECK         0x10000
#define AT_HANDLE_FID           0x200
#define AT_HANDLE_MNT_ID_UNIQUE 0x1
#define AT_HANDLE_CONNECTABLE   0x2

/* Descriptors that are always open, and one that never is. */
#define FD_PIDFS_ROOT  (-10002)
#define FD_NSFS_ROOT   (-10003)
#define FD_FAILFS_ROOT (-10004)
#define FD_INVALID     (-10009)

/* For openat2. */
#define RESOLVE_NO_XDEV       0x1
#define RESOLVE_NO_MAGICLINKS 0x2
#define RESOLVE_NO_SYMLINKS   0x4
#define RESOLVE_BENEATH       0x8
#define RESOLVE_IN_ROOT       0x10
#define RESOLVE_CACHED        0x20
#define OPENAT2_REGULAR       (1ULL << 32)

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

/* struct open_how. */
#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif

#ifdef __cplusplus
extern "C" {
#endif

struct open_how;
int openat2(int, const char *, const struct open_how *, size_t);

#ifdef __cplusplus
}
#endif
#endif

#endif
