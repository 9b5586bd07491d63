/* SPDX-License-Identifier: MIT
 * Some of the kernel's headers include the libc's <sys/socket.h>. When the kernel's are read, nothing of the
 * libc's may come with them. */
#ifdef KERNEL_SIDE
struct sockaddr {
	unsigned short sa_family;
	char sa_data[14];
};
#else
#include_next <sys/socket.h>
#endif
