/* SPDX-License-Identifier: MIT
 * As <linux/mount.h>: the libc's <sched.h> asks for it. */
#ifdef KERNEL_SIDE
#include_next <linux/sched/types.h>
#endif
