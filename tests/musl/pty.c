/* SPDX-License-Identifier: MIT */
// Tests grantpt and unlockpt with descriptors that are not pseudo-terminals.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int closed(void)
{
	errno = 0;
	EXPECT(grantpt(-1) == -1 && errno == EBADF);
	const int file = open("/dev/null", O_RDWR);
	EXPECT(file >= 0 && close(file) == 0);
	errno = 0;
	EXPECT(grantpt(file) == -1 && errno == EBADF);
	return 0;
}

static int other_file(void)
{
	const int file = open("/dev/null", O_RDWR);
	errno = 0;
	EXPECT(grantpt(file) == -1 && errno == EINVAL);
	errno = 0;
	EXPECT(unlockpt(file) == -1 && errno == EINVAL);
	return 0;
}

static int ordinary(void)
{
	const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
	if (terminal < 0) CANNOT("no pseudo-terminal");
	EXPECT(grantpt(terminal) == 0 && unlockpt(terminal) == 0 && ptsname(terminal));
	EXPECT(unlockpt(-1) == -1 && errno == EBADF);
	return 0;
}

CASES({"ordinary", "grantpt and unlockpt make a terminal usable", ordinary},
      {"closed", "grantpt reports a descriptor that is not open", closed},
      {"other-file", "grantpt and unlockpt report a file that is not a pseudo-terminal", other_file})
