/* SPDX-License-Identifier: MIT
 * Some kernel headers include the libc's <sys/socket.h>. This stub keeps the libc's declarations out of the kernel's
 * side of the comparison. */
#ifdef KERNEL_SIDE
struct sockaddr {
	unsigned short sa_family;
	char sa_data[14];
};
#else
#include_next <sys/socket.h>
#endif
