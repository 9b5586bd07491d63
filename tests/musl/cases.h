/* SPDX-License-Identifier: MIT */
/*
 * Makes a program of named test cases. `PROGRAM CASE` runs one case. Exit status 0 means that it passed, and 3 that
 * this machine cannot run it. Any other status, a signal or a timeout is a failure. `PROGRAM --list` prints the name
 * and the claim of each case. Each case shows a bug of stock musl, which libc/musl/FIXES.md describes. The case
 * "ordinary" checks behavior that stock musl already has.
 */
#include <stdio.h>
#include <string.h>

#define EXPECT(condition)                                                           \
	do {                                                                        \
		if (!(condition)) {                                                 \
			fprintf(stderr, "line %d: expected %s\n", __LINE__, #condition); \
			return 1;                                                   \
		}                                                                   \
	} while (0)

/* Skips the case on a machine that cannot run it, and prints the reason. */
#define CANNOT(reason)                            \
	do {                                      \
		fprintf(stderr, "%s\n", reason); \
		return 3;                         \
	} while (0)

struct test_case {
	const char *name, *claim;
	int (*run)(void);
};

#define CASES(...)                                                                               \
	int main(int argc, char **argv)                                                          \
	{                                                                                        \
		static const struct test_case cases[] = {__VA_ARGS__};                           \
		for (unsigned i = 0; argc == 2 && i < sizeof cases / sizeof *cases; i++) {       \
			if (!strcmp(argv[1], "--list")) printf("%s %s\n", cases[i].name, cases[i].claim); \
			else if (!strcmp(argv[1], cases[i].name)) return cases[i].run();         \
		}                                                                                \
		if (argc == 2 && !strcmp(argv[1], "--list")) return 0;                           \
		fprintf(stderr, "usage: %s CASE|--list\n", argv[0]);                                              \
		return 2;                                                                        \
	}
