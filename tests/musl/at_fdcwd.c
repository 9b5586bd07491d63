/* SPDX-License-Identifier: MIT */
// Tests that futimens and fexecve reject AT_FDCWD, which is not a descriptor.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int futimens_cwd(void)
{
	const struct timespec now[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
	errno = 0;
	EXPECT(futimens(AT_FDCWD, now) == -1 && errno == EBADF);
	errno = 0;
	EXPECT(futimens(AT_FDCWD, NULL) == -1 && errno == EBADF);
	return 0;
}

static int fexecve_cwd(void)
{
	errno = 0;
	EXPECT(fexecve(AT_FDCWD, (char *[]){"x", 0}, (char *[]){0}) == -1 && errno == EBADF);
	return 0;
}

static int ordinary(void)
{
	char path[] = "/tmp/nacre-times-XXXXXX";
	const struct timespec old[2] = {{1000, 0}, {2000, 5}};
	struct stat found;
	const int file = mkstemp(path);
	EXPECT(file >= 0 && unlink(path) == 0);
	EXPECT(futimens(file, old) == 0 && fstat(file, &found) == 0);
	EXPECT(found.st_atim.tv_sec == 1000 && found.st_mtim.tv_sec == 2000);
	EXPECT(futimens(-1, old) == -1 && errno == EBADF);
	EXPECT(fexecve(-1, (char *[]){"x", 0}, (char *[]){0}) == -1 && errno == EBADF);
	return 0;
}

CASES({"ordinary", "futimens sets times", ordinary},
      {"futimens", "futimens rejects AT_FDCWD", futimens_cwd},
      {"fexecve", "fexecve rejects AT_FDCWD", fexecve_cwd})
