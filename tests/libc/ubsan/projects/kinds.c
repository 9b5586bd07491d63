/* SPDX-License-Identifier: MIT
 * kinds OPERATION...: calls the function of each name, which does one operation that
 * -fsanitize=undefined reports. reports_host_test.cpp has the expected report of each. The line numbers in this file
 * may change, because tests search for the function. */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The compiler cannot know these values, so it cannot remove or compute the operations below. */
static volatile int zero = 0, one = 1, minus_one = -1, big = INT_MAX, small = INT_MIN, hundred = 100;
static volatile long long big64 = LLONG_MAX;
static volatile double huge = 1e30;
static volatile float huge_float = -1e20f;
static volatile int sink;
static volatile long long sink64;
static int *volatile null;
static char *volatile nowhere;

static void add(void) { sink = big + one; }
static void add64(void) { sink64 = big64 + one; }
static void sub(void) { sink = small - one; }
static void mul(void) { sink = big * hundred; }
static void negate(void) { sink = -small; }
static void divide(void) { sink = one / zero; }
static void divide_minus_one(void) { sink = small / minus_one; }
static void remainder_zero(void) { sink = one % zero; }
static void shift_exponent(void) { sink = one << hundred; }
static void shift_negative_exponent(void) { sink = one << minus_one; }
static void shift_negative(void) { sink = minus_one << one; }
static void shift_base(void) { sink = big << (one + one); }
static void index_bound(void)
{
	static int four[4];
	sink = four[hundred % 7 + 2]; /* four[4] */
	four[4 * one] = 1;
}
static void null_load(void) { sink = *null; }
static void null_store(void) { *null = 1; }
static void null_member(void)
{
	struct pair { int a, b; } *volatile pair = 0;
	sink = (int)(uintptr_t)&pair->b;
	sink = pair->b;
}
static void misaligned(void)
{
	static _Alignas(8) char bytes[16];
	int *volatile odd = (int *)(bytes + one);
	sink = *odd;
}
static void vla(void)
{
	char bytes[minus_one];
	nowhere = bytes;
	sink = nowhere != 0;
}
static void float_cast(void) { sink = (int)huge; }
static void float_cast_single(void) { sink = (int)huge_float; }
static void invalid_bool(void)
{
	static bool flag;
	unsigned char two = 2;
	memcpy(&flag, &two, 1);
	bool *volatile p = &flag;
	sink = *p;
}
static void unreachable(void)
{
	if (one) __builtin_unreachable();
}
static void builtin_clz(void) { sink = __builtin_clz((unsigned)zero); }
static void builtin_ctz(void) { sink = __builtin_ctz((unsigned)zero); }
__attribute__((noinline, returns_nonnull)) static char *never_null(void) { return nowhere; }
static void nonnull_return(void) { nowhere = never_null(); }
__attribute__((noinline, nonnull)) static void wants_pointer(const char *p) { sink = (int)(uintptr_t)p; }
static void nonnull_argument(void) { wants_pointer(nowhere); }
static void pointer_overflow(void)
{
	char *volatile p = (char *)64;
	p = p - (size_t)hundred;
	sink = p != 0;
}
static void pointer_null_offset(void) { nowhere = nowhere + hundred; nowhere = 0; }
static void assume_aligned(void)
{
	static _Alignas(64) char bytes[128];
	char *volatile p = bytes + 3;
	nowhere = __builtin_assume_aligned(p, 32);
	nowhere = 0;
}
static void implicit_truncation(void) { volatile unsigned char byte = hundred * 3; sink = byte; }
static void unsigned_wrap(void) { volatile unsigned u = 0; u = u - (unsigned)one; sink = (int)u; }
static void float_divide(void) { volatile double d = huge / zero; sink = d > 0; }
#ifdef __SIZEOF_INT128__
static void add128(void)
{
	volatile __int128 widest = (__int128)((~(unsigned __int128)0) >> 1);
	widest = widest + one;
}
#else
static void add128(void) { sink64 = big64 + one; }
#endif
/* Does the same operation three times. Only the first is reported. */
static void repeated(void)
{
	for (int i = 0; i < 3; i++) sink = big + one;
}
static void errno_kept(void)
{
	extern int *__errno_location(void);
	*__errno_location() = 42;
	sink = big + one;
	printf("errno %d\n", *__errno_location());
}

#define KIND(name) { #name, name }
static const struct { const char *name; void (*run)(void); } kinds[] = {
	KIND(add), KIND(add64), KIND(add128), KIND(sub), KIND(mul), KIND(negate), KIND(divide), KIND(divide_minus_one),
	KIND(remainder_zero), KIND(shift_exponent), KIND(shift_negative_exponent), KIND(shift_negative),
	KIND(shift_base), KIND(index_bound), KIND(null_load), KIND(null_store), KIND(null_member), KIND(misaligned),
	KIND(vla), KIND(float_cast), KIND(float_cast_single), KIND(invalid_bool), KIND(unreachable),
	KIND(builtin_clz), KIND(builtin_ctz), KIND(nonnull_return), KIND(nonnull_argument), KIND(pointer_overflow),
	KIND(pointer_null_offset), KIND(assume_aligned), KIND(implicit_truncation),
	KIND(unsigned_wrap), KIND(float_divide), KIND(repeated), KIND(errno_kept),
};

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (!strcmp(kinds[k].name, argv[i])) kinds[k].run();
	puts("end");
	return 0;
}
