/* SPDX-License-Identifier: MIT */
// Tests that getlogin ignores the environment.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int environment(void)
{
	char name[LOGIN_NAME_MAX] = "";
	setenv("LOGNAME", "somebody-else", 1);
	setenv("USER", "somebody-else", 1);
	const char *found = getlogin();
	EXPECT(!found || strcmp(found, "somebody-else"));
	const int error = getlogin_r(name, sizeof name);
	EXPECT(error || strcmp(name, "somebody-else"));
	EXPECT(!error == !!found);
	return 0;
}

static const unsigned long kUnset = 4294967295UL;

/* getlogin must return the login user of the audit subsystem (loginuid) or, if that is unset, the owner of the terminal. */
static int terminal(void)
{
	unsigned long audited = kUnset;
	FILE *file = fopen("/proc/self/loginuid", "r");
	if (file) {
		if (fscanf(file, "%lu", &audited) != 1) audited = kUnset;
		fclose(file);
	}
	const int control = posix_openpt(O_RDWR | O_NOCTTY);
	if (control < 0 || grantpt(control) || unlockpt(control)) CANNOT("no pseudo-terminal");
	const int user_side = open(ptsname(control), O_RDWR | O_NOCTTY);
	struct stat status;
	EXPECT(user_side >= 0 && dup2(user_side, 0) == 0 && fstat(0, &status) == 0);
	const struct passwd *owner = getpwuid(audited == kUnset ? status.st_uid : (uid_t)audited);
	setenv("LOGNAME", "somebody-else", 1);
	const char *found = getlogin();
	if (!owner) {
		EXPECT(!found && errno == ENXIO);
		return 0;
	}
	char name[LOGIN_NAME_MAX];
	EXPECT(found && !strcmp(found, owner->pw_name));
	EXPECT(getlogin_r(name, 1) == ERANGE && getlogin_r(name, sizeof name) == 0 && !strcmp(name, found));
	return 0;
}

static int ordinary(void)
{
	const char *found;
	errno = 0;
	found = getlogin();
	EXPECT(!found || *found);
	return 0;
}

CASES({"ordinary", "getlogin returns a name or fails", ordinary},
      {"environment", "getlogin does not take the name from the environment", environment},
      {"terminal", "getlogin returns the user who logged in", terminal})
