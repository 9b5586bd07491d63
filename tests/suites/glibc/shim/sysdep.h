/* SPDX-License-Identifier: MIT */
/* The sources of helpers use the numbers of system calls. */
#include <sys/syscall.h>
