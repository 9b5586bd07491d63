/* SPDX-License-Identifier: MIT */
// Tests the rounding of hexadecimal numbers by strtod.
#include "cases.h"
#include <errno.h>
#include <fenv.h>
#include <math.h>
#include <stdlib.h>

#pragma STDC FENV_ACCESS ON

// Each result is subnormal and keeps 31 bits of the number. The first bit after them is 1, and a later bit is 1 too, so the
// magnitude must be rounded up. A conversion that rounds twice loses the later bits first. It then sees a tie, and may round
// down.
static int subnormal(void)
{
	EXPECT(strtod("0x82e3774d.502bfp-1075", 0) == 0x4171bba7p-1074);
	EXPECT(strtod("0x80000001.8p-1075", 0) == 0x40000001p-1074);
	EXPECT(strtod("-0x80000003.00000001p-1075", 0) == -0x40000002p-1074);
	EXPECT(strtold("0x3efaa.96e7c224011b5p-16432", 0) == 0x7df552ddp-16445L);
	double scanned;
	EXPECT(sscanf("0x80000001.8p-1075", "%la", &scanned) == 1 && scanned == 0x40000001p-1074);
	return 0;
}

static int other_directions(void)
{
	fesetround(FE_UPWARD);
	EXPECT(strtof("0xa810.09a70d4000fp-7", 0) == 0xa8100ap-15F);
	EXPECT(strtof("-0xa810.0ba70d4000fp-7", 0) == -0xa8100bp-15F);
	EXPECT(strtof("0xf.cfff9fdffffffffp-148", 0) == 0x20p-149F);
	fesetround(FE_DOWNWARD);
	EXPECT(strtod("-0xff.020807d7f00200dp-1075", 0) == -0x80p-1074);
	return 0;
}

static int sign_of_zero(void)
{
	double zero = strtod("-0x.8p-1075", 0);
	EXPECT(zero == 0 && signbit(zero));
	fesetround(FE_DOWNWARD);
	zero = strtod("0x.8p-1079", 0);
	EXPECT(zero == 0 && !signbit(zero));
	return 0;
}

static int too_large(void)
{
	errno = 0;
	EXPECT(isinf(strtod("0x1p1024", 0)) && errno == ERANGE);
	errno = 0;
	EXPECT(isinf(strtod("0x1.fffffffffffff8p1023", 0)) && errno == ERANGE);
	errno = 0;
	EXPECT(isinf(strtof("-0x1p128", 0)) && errno == ERANGE);
	return 0;
}

static int ordinary(void)
{
	char *end;
	EXPECT(strtod("0x1.8p1", &end) == 3 && !*end);
	EXPECT(strtod("0x.1p4", 0) == 1 && strtod("-0X1P-1", 0) == -0.5);
	EXPECT(strtod("0x1.fffffffffffff7fp0", 0) == 0x1.fffffffffffffp0);
	EXPECT(strtod("0x1.fffffffffffff8p0", 0) == 2);
	EXPECT(strtod("0x1.00000000000008p0", 0) == 1);
	EXPECT(strtod("0x1.000000000000080000000000001p0", 0) == 0x1.0000000000001p0);
	EXPECT(strtof("0x1.000001p0", 0) == 1 && strtof("0x1.0000011p0", 0) == 0x1.000002p0F);
	EXPECT(strtold("0x1.00000000000000010001p0", 0) == 0x1.0000000000000002p0L);
	EXPECT(strtod("0x1p-1074", 0) == 0x1p-1074 && strtod("0x1.8p-1075", 0) == 0x1p-1074);
	EXPECT(strtod("0x3p-1075", 0) == 0x1p-1073 && strtod("0x5p-1075", 0) == 0x1p-1073);
	errno = 0;
	EXPECT(strtod("0x1p-1075", 0) == 0 && errno == ERANGE);
	errno = 0;
	EXPECT(strtod("0x1.fffffffffffffp1023", 0) == 0x1.fffffffffffffp1023 && errno == 0);
	errno = 0;
	EXPECT(strtof("0x1.fffffep127", 0) == 0x1.fffffep127F && errno == 0);
	EXPECT(strtod("0x1p99999", 0) == INFINITY && errno == ERANGE);
	EXPECT(strtod("0xg", &end) == 0 && *end == 'x');
	return 0;
}

CASES({"ordinary", "strtod, strtof and strtold read and round hexadecimal numbers", ordinary},
      {"subnormal", "strtod rounds a hexadecimal subnormal once", subnormal},
      {"other-directions", "strtod rounds hexadecimal digits once in every rounding mode", other_directions},
      {"sign-of-zero", "strtod keeps the sign of a number that rounds to zero", sign_of_zero},
      {"too-large", "strtod reports ERANGE for a hexadecimal number just above the limit", too_large})
