/* SPDX-License-Identifier: MIT */
#include_next <bits/fcntl.h>

/* Musl's has the O_DIRECTORY of other architectures in it. */
#undef O_TMPFILE
#define O_TMPFILE (020000000 | O_DIRECTORY)
