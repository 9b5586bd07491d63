/* SPDX-License-Identifier: MIT */
/*
 * A program with named cases. `PROGRAM CASE` runs one: exit status 0 is a pass, 3 means that this machine cannot
 * show it, anything else, a signal or a timeout is a failure. `PROGRAM --list` prints each name and claim.
 */
#include <stdio.h>
#include <string.h>

#define EXPECT(condition)                                                           \
	do {                                                                        \
		if (!(condition)) {                                                 \
			fprintf(stderr, "line %d: not %s\n", __LINE__, #condition); \
			return 1;                                                   \
		}                                                                   \
	} while (0)

/* For a machine that cannot show what is expected. The case is skipped, and the reason is printed. */
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
		fprintf(stderr, "no such case\n");                                              \
		return 2;                                                                        \
	}
