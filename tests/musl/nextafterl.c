/* SPDX-License-Identifier: MIT */
// Tests nextafterl and nexttowardl at the smallest normal number. Both numbers are volatile, so the compiler computes
// no result itself.
#include "cases.h"
#include <float.h>
#include <math.h>

static volatile long double zero, smallest = LDBL_MIN;

static int negative(void)
{
	if (LDBL_MANT_DIG != 64) CANNOT("the bug is in the code for 80-bit numbers");
	EXPECT(nextafterl(-smallest, zero) == -nextafterl(smallest, zero));
	EXPECT(nexttowardl(-smallest, zero) > -smallest);
	return 0;
}

static int ordinary(void)
{
	const long double below = nextafterl(smallest, zero);
	EXPECT(below < smallest && below > smallest * (1 - LDBL_EPSILON) * 0.999L && nextafterl(below, 1) == smallest);
	EXPECT(nextafterl(-below, -1) == -smallest && nextafterl(smallest, 1) > smallest);
	EXPECT(nextafterl(-2 * smallest, zero) > -2 * smallest && nextafterl(-2 * smallest, zero) < -smallest);
	EXPECT(nextafterl(zero, -1) < 0 && nextafterl(nextafterl(zero, -1), 1) == 0);
	return 0;
}

CASES({"negative", "the next number after -LDBL_MIN toward 0 is closer to 0", negative},
      {"ordinary", "nextafterl steps between normal and subnormal numbers", ordinary})
