/* SPDX-License-Identifier: MIT */
// The offset of the low 32 bits of a system call's argument in struct seccomp_data.
#include <linux/seccomp.h>
#include <stddef.h>

#define SECCOMP_ARGUMENT(index) \
	(offsetof(struct seccomp_data, args[index]) + (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0))
