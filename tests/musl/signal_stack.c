/* SPDX-License-Identifier: MIT */
// Tests the sizes of alternate signal stacks in the headers and in sysconf. A stack needs room for the signal frame,
// which has the processor's registers, and 1024 bytes for the handler.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <unistd.h>

static volatile sig_atomic_t caught;
static void on_signal(int number) { (void)number, caught = 1; }

/* Returns 0 if a handler can run on an alternate stack of this size. */
static int check_stack(size_t size)
{
	static char memory[1 << 20];
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK};
	const stack_t stack = {.ss_sp = memory, .ss_size = size};
	caught = 0;
	EXPECT(size <= sizeof memory);
	EXPECT(sigaltstack(&stack, 0) == 0);
	EXPECT(sigaction(SIGUSR1, &action, 0) == 0 && raise(SIGUSR1) == 0 && caught);
	return 0;
}

static int constants(void)
{
	if (getauxval(AT_MINSIGSTKSZ) + 1024 <= 2048) CANNOT("MINSIGSTKSZ of stock musl is large enough for this processor's registers");
	return check_stack(MINSIGSTKSZ) || check_stack(SIGSTKSZ);
}

/* MINSIGSTKSZ must have room for a signal frame with the widest registers of each architecture's current processors. */
static int widest(void)
{
#if defined(__x86_64__) || defined(__i386__)
	const long frame = 11952; /* AMX */
#elif defined(__aarch64__)
	const long frame = 13900; /* SVE of 2048 bits */
#elif defined(__riscv)
	const long frame = 5200; /* V of 1024 bits */
#else
	CANNOT("on this architecture, MINSIGSTKSZ of stock musl is large enough");
	const long frame = 0;
#endif
	EXPECT(MINSIGSTKSZ >= frame + 1024);
	EXPECT(SIGSTKSZ >= frame + 8192);
	return 0;
}

static int ordinary(void)
{
	const stack_t small = {.ss_sp = malloc(4096), .ss_size = 1000};
	if (check_stack((size_t)sysconf(_SC_MINSIGSTKSZ)) || check_stack((size_t)sysconf(_SC_SIGSTKSZ))) return 1;
	EXPECT(sigaltstack(&small, 0) == -1 && errno == ENOMEM);
	EXPECT(sysconf(_SC_MINSIGSTKSZ) >= (long)getauxval(AT_MINSIGSTKSZ));
	EXPECT(sysconf(_SC_SIGSTKSZ) > sysconf(_SC_MINSIGSTKSZ));
	/* Programs that were compiled for stock musl have a SIGSTKSZ of 8192. */
	if (getauxval(AT_MINSIGSTKSZ) + 1024 <= 8192) return check_stack(8192);
	return 0;
}

CASES({"ordinary", "sysconf returns a sufficient size of a signal stack", ordinary},
      {"constants", "stacks of MINSIGSTKSZ and SIGSTKSZ are large enough for this processor", constants},
      {"widest", "MINSIGSTKSZ is large enough for the widest registers of current processors", widest})
