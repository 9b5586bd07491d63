/* SPDX-License-Identifier: MIT
 * Laid over musl's <bits/syscall.h> where that lacks SYS_memfd_secret, which the kernel got here later than
 * elsewhere. */
#include_next <bits/syscall.h>

#define __NR_memfd_secret 447
#define SYS_memfd_secret 447
