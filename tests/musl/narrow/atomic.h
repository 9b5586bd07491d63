/* SPDX-License-Identifier: MIT */
// Replaces musl's internal atomic.h in tests/musl/qsort.c, which compiles musl's qsort.c with 32-bit ("narrow") words.
// a_ctz_l is the one function of atomic.h that musl's qsort.c calls.
static inline int a_ctz_l(unsigned long x)
{
	return x ? __builtin_ctzl(x) : 0;
}
