/* SPDX-License-Identifier: MIT */
// A program with a few cases, of which its argument names the one to run. It ends with 0 where all that the
// case expects is so, and by a signal or by its time where the fault that it looks for is at its worst.
#include <stdio.h>
#include <string.h>

#define EXPECT(condition)                                                          \
	do {                                                                       \
		if (!(condition)) {                                                \
			fprintf(stderr, "line %d: not %s\n", __LINE__, #condition); \
			return 1;                                                  \
		}                                                                  \
	} while (0)

/* Where this machine cannot show what is expected: by no means a pass. */
#define CANNOT(reason)                            \
	do {                                      \
		fprintf(stderr, "%s\n", reason); \
		return 3;                         \
	} while (0)

struct test_case {
	const char *name;
	int (*run)(void);
};

#define CASES(...)                                                      \
	int main(int argc, char **argv)                                 \
	{                                                               \
		static const struct test_case cases[] = {__VA_ARGS__};  \
		for (unsigned i = 0; argc == 2 && i < sizeof cases / sizeof *cases; i++) \
			if (!strcmp(cases[i].name, argv[1])) return cases[i].run();      \
		fprintf(stderr, "no such case\n");                      \
		return 2;                                               \
	}
