/* SPDX-License-Identifier: MIT
 * The libc's <sys/mount.h> takes types from it. When the libc's headers are read, nothing of the kernel's may
 * come with them. */
#ifdef KERNEL_SIDE
#include_next <linux/mount.h>
#endif
