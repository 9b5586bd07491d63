/* SPDX-License-Identifier: MIT
 * The kernel's <linux/shm.h> includes <unistd.h>. The compared declarations use nothing from it, so it is empty on the
 * kernel's side. */
#ifndef KERNEL_SIDE
#include_next <unistd.h>
#endif
