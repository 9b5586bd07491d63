/* SPDX-License-Identifier: MIT */
// What musl's qsort.c takes from its header of this name, for the test that compiles it alone.
static inline int a_ctz_l(unsigned long x)
{
	return x ? __builtin_ctzl(x) : 0;
}
