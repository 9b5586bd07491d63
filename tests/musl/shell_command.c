/* SPDX-License-Identifier: MIT */
// Tests system and popen with commands that begin with a dash, like an option of the shell. The shell must look for a
// command of this name, which it does not find (status 127).
#include "cases.h"

#include <stdlib.h>
#include <sys/wait.h>

static int by_system(void)
{
	const int status = system("-no-such-command-here 2>/dev/null");
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 127);
	return 0;
}

static int by_popen(void)
{
	FILE *from = popen("-no-such-command-here 2>/dev/null || echo done", "r");
	char line[16] = "";
	EXPECT(from && fgets(line, sizeof line, from) && !strcmp(line, "done\n"));
	EXPECT(pclose(from) == 0);
	return 0;
}

static int ordinary(void)
{
	char line[16] = "";
	EXPECT(system(NULL) != 0);
	EXPECT(WEXITSTATUS(system("exit 5")) == 5);
	FILE *from = popen("echo $0", "r");
	EXPECT(from && fgets(line, sizeof line, from) && !strcmp(line, "sh\n"));
	EXPECT(WEXITSTATUS(pclose(from)) == 0);
	return 0;
}

CASES({"ordinary", "system and popen run commands", ordinary},
      {"by-system", "system does not treat a command that begins with a dash as an option of the shell", by_system},
      {"by-popen", "popen does not treat a command that begins with a dash as an option of the shell", by_popen})
