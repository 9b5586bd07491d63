/* SPDX-License-Identifier: MIT */
#include "bridge.h"
#include "syscall.h"

long __nacre_cancellable_call(long number, const long *a)
{
	return __syscall_cp(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
