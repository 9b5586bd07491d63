/* SPDX-License-Identifier: MIT */
/* Adds kernel constants that musl's <bits/errno.h> for this architecture lacks. */
#include_next <bits/errno.h>

#define EFTYPE 169
#define EINIT 141
#define EREMDEV 142
