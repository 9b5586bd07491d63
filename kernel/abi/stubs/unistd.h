/* SPDX-License-Identifier: MIT
 * The kernel's <linux/shm.h> includes <unistd.h>. The compared declarations use nothing from <unistd.h>, so this stub is
 * empty on the kernel's side of the comparison. */
#ifndef KERNEL_SIDE
#include_next <unistd.h>
#endif
