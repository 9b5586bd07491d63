/* SPDX-License-Identifier: MIT */
// Tests that execvp and similar functions run a file of an unknown format, such as a script without a #! line, with the
// shell.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char directory[] = "/tmp/nacre-exec-XXXXXX";

/*
 * Changes to a new directory, and creates a script there. The script writes its name, the number of its arguments, the
 * first argument and the variable V into the file "out", and exits with 6.
 */
static int make_script(const char *name)
{
	static const char text[] = "for i in \"$0\" \"$#\" \"$1\" \"$V\"; do echo \"$i\"; done >out\nexit 6\n";
	EXPECT(mkdtemp(directory) && chdir(directory) == 0);
	const int file = open(name, O_CREAT | O_WRONLY, 0755);
	EXPECT(file >= 0 && write(file, text, sizeof text - 1) == sizeof text - 1);
	EXPECT(fchmod(file, 0755) == 0 && close(file) == 0);
	return 0;
}

/* Waits for the script, and checks its exit status and the text in "out". Returns 0 if they are right. */
static int check_script(pid_t child, const char *expected)
{
	int status;
	char text[256] = "";
	EXPECT(child > 0 && waitpid(child, &status, 0) == child);
	EXPECT(WIFEXITED(status) && WEXITSTATUS(status) == 6);
	const int file = open("out", O_RDONLY);
	EXPECT(file >= 0 && read(file, text, sizeof text - 1) > 0 && close(file) == 0);
	if (strcmp(text, expected)) fprintf(stderr, "the script wrote: %s\nexpected: %s\n", text, expected);
	EXPECT(!strcmp(text, expected));
	return 0;
}

/* Removes the directory, and ends the case. */
static void end(int result)
{
	if (system("rm -rf -- \"$PWD\"") != 0) result = 1;
	exit(result);
}

static int by_execvp(void)
{
	if (make_script("script")) return 1;
	const pid_t child = fork();
	if (child == 0) {
		execvp("./script", (char *[]){"ignored", "one two", "three", 0});
		_exit(1);
	}
	end(check_script(child, "./script\n2\none two\n\n"));
	return 0;
}

static int by_execlp(void)
{
	if (make_script("script")) return 1;
	const pid_t child = fork();
	if (child == 0) {
		execlp("./script", "ignored", "one", (char *)0);
		_exit(1);
	}
	end(check_script(child, "./script\n1\none\n\n"));
	return 0;
}

static int by_execvpe(void)
{
	if (make_script("script")) return 1;
	const pid_t child = fork();
	if (child == 0) {
		execvpe("./script", (char *[]){"ignored", 0}, (char *[]){"V=value", 0});
		_exit(1);
	}
	end(check_script(child, "./script\n0\n\nvalue\n"));
	return 0;
}

static int found_in_path(void)
{
	if (make_script("nacre-script")) return 1;
	char path[128], expected[128];
	snprintf(path, sizeof path, "/no/such:%s:/bin:/usr/bin", directory);
	snprintf(expected, sizeof expected, "%s/nacre-script\n1\none\n\n", directory);
	setenv("PATH", path, 1);
	const pid_t child = fork();
	if (child == 0) {
		execvp("nacre-script", (char *[]){"ignored", "one", 0});
		_exit(1);
	}
	end(check_script(child, expected));
	return 0;
}

static int without_arguments(void)
{
	if (make_script("script")) return 1;
	const pid_t child = vfork();
	if (child == 0) {
		execvp("./script", (char *[]){0, 0});
		_exit(1);
	}
	end(check_script(child, "./script\n0\n\n\n"));
	return 0;
}

/* The shell must not interpret the path as an option. */
static int name_with_dash(void)
{
	if (make_script("script")) return 1;
	EXPECT(mkdir("-c", 0700) == 0 && rename("script", "-c/script") == 0);
	const pid_t child = fork();
	if (child == 0) {
		execvp("-c/script", (char *[]){"ignored", "one", 0});
		_exit(1);
	}
	end(check_script(child, "-c/script\n1\none\n\n"));
	return 0;
}

/* Returns a list of `count` arguments "x". */
static char **many(int count)
{
	char **list = calloc((size_t)count + 1, sizeof *list);
	for (int i = 0; i < count; i++) list[i] = "x";
	return list;
}

/* A long argument list must not need more stack than a thread with 64 KiB has. */
static void *execute_many(void *arguments)
{
	execvp("./script", arguments);
	_exit(1);
}
static int many_arguments(void)
{
	if (make_script("script")) return 1;
	char **arguments = many(60001);
	const pid_t child = fork();
	if (child == 0) {
		pthread_t small;
		pthread_attr_t attributes;
		pthread_attr_init(&attributes);
		pthread_attr_setstacksize(&attributes, 64 << 10);
		if (pthread_create(&small, &attributes, execute_many, arguments)) _exit(1);
		for (;;) pause();
	}
	end(check_script(child, "./script\n60000\nx\n\n"));
	return 0;
}

static long mappings(void)
{
	long lines = 0;
	int c;
	FILE *maps = fopen("/proc/self/maps", "r");
	if (!maps) return -1;
	while ((c = getc(maps)) != EOF) lines += c == '\n';
	fclose(maps);
	return lines;
}

static int ordinary(void)
{
	pid_t child;
	int status;
	if (make_script("script")) return 1;
	/* execv, posix_spawn and posix_spawnp report the unknown format instead of running the shell. */
	EXPECT(execv("./script", (char *[]){"x", 0}) == -1 && errno == ENOEXEC);
	EXPECT(posix_spawn(&child, "./script", 0, 0, (char *[]){"x", 0}, environ) == ENOEXEC);
	EXPECT(posix_spawnp(&child, "./script", 0, 0, (char *[]){"x", 0}, environ) == ENOEXEC);
	EXPECT(execvp("./no-such-script", (char *[]){"x", 0}) == -1 && errno == ENOENT);
	EXPECT(execvp("", (char *[]){"x", 0}) == -1 && errno == ENOENT);
	EXPECT(chmod("script", 0600) == 0);
	EXPECT(execvp("./script", (char *[]){"x", 0}) == -1 && errno == EACCES);
	/* posix_spawnp with many arguments must leave no mapping. */
	char **arguments = many(20000);
	const long before = mappings();
	for (int i = 0; i < 3; i++) {
		EXPECT(posix_spawnp(&child, "true", 0, 0, arguments, environ) == 0);
		EXPECT(waitpid(child, &status, 0) == child && status == 0);
	}
	EXPECT(mappings() == before);
	end(0);
	return 0;
}

CASES({"ordinary", "execv and execvp report files that they cannot execute", ordinary},
      {"by-execvp", "execvp runs a script without a #! line with the shell", by_execvp},
      {"by-execlp", "execlp runs a script without a #! line with the shell", by_execlp},
      {"by-execvpe", "execvpe runs a script without a #! line with the shell and the given environment", by_execvpe},
      {"found-in-path", "execvp finds a script in PATH and passes its path to the shell", found_in_path},
      {"without-arguments", "execvp runs a script with an empty argument list, which lacks even argv[0]", without_arguments},
      {"name-with-dash", "execvp runs a script whose path begins like an option", name_with_dash},
      {"many-arguments", "execvp runs a script with more arguments than fit on the stack", many_arguments})
