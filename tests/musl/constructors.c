/* SPDX-License-Identifier: MIT */
// Tests that constructors get argc, argv and envp as arguments, as in glibc. Stock musl passes none.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <unistd.h>

// The arguments that a constructor got.
struct seen {
	int argc;
	char **argv, **envp;
};
static struct seen constructor, early, before_all, in_init;
static int turn, turns[3]; // the positions of construct_before_all, construct_early and construct in the order of calls

__attribute__((constructor)) static void construct(int argc, char **argv, char **envp)
{
	constructor = (struct seen){argc, argv, envp};
	turns[2] = ++turn;
}
__attribute__((constructor(101))) static void construct_early(int argc, char **argv, char **envp)
{
	early = (struct seen){argc, argv, envp};
	turns[1] = ++turn;
}
static void construct_before_all(int argc, char **argv, char **envp)
{
	before_all = (struct seen){argc, argv, envp};
	turns[0] = ++turn;
}
__attribute__((used, section(".preinit_array"))) static void (*const preinit)(int, char **, char **) = construct_before_all;

// Adds a call of init() to the section .init. The code before it, which comes from crti.o, must leave argc, argv and
// envp in the argument registers.
#if defined __x86_64__
__attribute__((used)) static void init(int argc, char **argv, char **envp) { in_init = (struct seen){argc, argv, envp}; }
__asm__(".section .init,\"ax\",@progbits\n\tcall init\n\t.text");
#endif

// Returns whether a constructor got main's arguments: the program's name, the case's name, and the environment.
static int got_arguments(const struct seen *seen)
{
	return seen->argc == 2 && seen->argv[0] == program_invocation_name && !seen->argv[2] &&
	       seen->envp == seen->argv + 3 && seen->envp == environ;
}

static int arguments(void)
{
	EXPECT(got_arguments(&constructor));
	EXPECT(got_arguments(&early));
	return 0;
}
static int preinit_array(void)
{
	EXPECT(got_arguments(&before_all));
	EXPECT(turns[0] == 1 && turns[1] == 2 && turns[2] == 3);
	return 0;
}
static int init_section(void)
{
#if defined __x86_64__
	EXPECT(got_arguments(&in_init));
#else
	CANNOT("this test has code in .init for x86_64 only");
#endif
	return 0;
}
static int ordinary(void)
{
	EXPECT(turns[1] < turns[2] && turns[1]);
	return 0;
}

CASES({"ordinary", "constructors run, in the order of their priority", ordinary},
      {"arguments", "constructors get argc, argv and envp", arguments},
      {"preinit-array", "functions of .preinit_array run first, with argc, argv and envp", preinit_array},
      {"init-section", "the code of .init gets argc, argv and envp", init_section})
