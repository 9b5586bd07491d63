/* SPDX-License-Identifier: MIT */
#include_next <bits/errno.h>

#define EFTYPE 169
#define EINIT 141
#define EREMDEV 142
