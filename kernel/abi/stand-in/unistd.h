/* SPDX-License-Identifier: MIT
 * As <sys/socket.h> here: the kernel's <linux/shm.h> asks for it, and uses nothing of it in what is compared. */
#ifndef KERNEL_SIDE
#include_next <unistd.h>
#endif
