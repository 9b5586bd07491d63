/* SPDX-License-Identifier: MIT
 * Adds SYS_memfd_secret, which musl's <bits/syscall.h> lacks. Linux added this call to loongarch64 later than to other
 * architectures. */
#include_next <bits/syscall.h>

#define __NR_memfd_secret 447
#define SYS_memfd_secret 447
