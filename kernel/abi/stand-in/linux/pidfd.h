/* SPDX-License-Identifier: MIT
 * As <linux/mount.h>: the libc's <sys/pidfd.h> asks for it. */
#ifdef KERNEL_SIDE
#include_next <linux/pidfd.h>
#endif
