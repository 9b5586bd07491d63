/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks OPENAT2_REGULAR: before Linux 7. */
#ifndef NACRE_LINUX_OPENAT2_H
#define NACRE_LINUX_OPENAT2_H

#include_next <linux/openat2.h>

#define OPENAT2_REGULAR (1ULL << 32)

#endif
