/* SPDX-License-Identifier: MIT */
/* Defines constants of the kernel that musl lacks on this architecture. */
#include_next <bits/errno.h>

#define EFTYPE 169
#define EINIT 141
#define EREMDEV 142
