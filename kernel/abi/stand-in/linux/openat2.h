/* SPDX-License-Identifier: MIT
 * As <linux/mount.h>: the libc's <fcntl.h> asks for it. */
#ifdef KERNEL_SIDE
#include_next <linux/openat2.h>
#endif
