/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks RWF_NOSIGNAL: before Linux 6.18. */
#ifndef NACRE_LINUX_FS_H
#define NACRE_LINUX_FS_H

#include_next <linux/fs.h>

#define RWF_NOAPPEND  ((__kernel_rwf_t)0x20)
#define RWF_ATOMIC    ((__kernel_rwf_t)0x40)
#define RWF_DONTCACHE ((__kernel_rwf_t)0x80)
#define RWF_NOSIGNAL  ((__kernel_rwf_t)0x100)

#define PAGE_IS_WPALLOWED  0x1
#define PAGE_IS_WRITTEN    0x2
#define PAGE_IS_FILE       0x4
#define PAGE_IS_PRESENT    0x8
#define PAGE_IS_SWAPPED    0x10
#define PAGE_IS_PFNZERO    0x20
#define PAGE_IS_HUGE       0x40
#define PAGE_IS_SOFT_DIRTY 0x80
#define PAGE_IS_GUARD      0x100
#define PAGE_IS_ACCESSED   0x200

#define FS_SHUTDOWN_FLAGS_DEFAULT    0x0
#define FS_SHUTDOWN_FLAGS_LOGFLUSH   0x1
#define FS_SHUTDOWN_FLAGS_NOLOGFLUSH 0x2
#define FS_IOC_SHUTDOWN              _IOR('X', 125, __u32)

#define FS_XFLAG_VERITY            0x20000
#define FS_XFLAG_CASEFOLD          0x40000
#define FS_XFLAG_CASENONPRESERVING 0x80000

#endif
