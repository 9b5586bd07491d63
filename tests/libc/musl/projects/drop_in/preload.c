// SPDX-License-Identifier: MIT
// A library for LD_PRELOAD. Its getpid replaces that of the libc, and program.c prints whether it does.
#include <unistd.h>
pid_t getpid(void) { return -1; }
