/* SPDX-License-Identifier: MIT
 * The library of the projects in tests/docs/projects: dice that use the libc's random numbers. */
#include "dice.h"

#include <nacre/random.h>
#include <stdlib.h>

unsigned dice_roll(unsigned sides) { return 1 + arc4random_uniform(sides); }

const char *dice_path(void)
{
	struct nacre_random_report report;
	return nacre_random_describe(&report, sizeof report) == 0 ? report.path : "";
}
