/* SPDX-License-Identifier: MIT
 * Overlay for a <bits/syscall.h> without SYS_memfd_secret. Linux added this call to loongarch64 later than to other
 * architectures. */
#include_next <bits/syscall.h>

#define __NR_memfd_secret 447
#define SYS_memfd_secret 447
