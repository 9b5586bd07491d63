/* SPDX-License-Identifier: MIT */
// Replaces musl's atomic.h for tests/musl/qsort.c, which compiles musl's qsort.c alone.
static inline int a_ctz_l(unsigned long x)
{
	return x ? __builtin_ctzl(x) : 0;
}
