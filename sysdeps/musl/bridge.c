/* SPDX-License-Identifier: MIT
 * Functions that use musl's internal variables and macros. bridge.h describes them. */
#include <elf.h>

#include "bridge.h"
#include "libc.h"
#include "syscall.h"

int __nacre_started(void)
{
	return libc.can_do_threads && libc.auxv;
}

unsigned long __nacre_auxiliary_value(unsigned long type)
{
	for (size_t *entry = libc.auxv; *entry != AT_NULL; entry += 2)
		if (*entry == type) return entry[1];
	return 0;
}

long __nacre_cancellable_getrandom(void *buffer, size_t length, unsigned flags)
{
	return __syscall_cp(SYS_getrandom, buffer, length, flags);
}
