/* SPDX-License-Identifier: MIT */
#include_next <bits/fcntl.h>

/* musl's O_TMPFILE contains the O_DIRECTORY of other architectures. */
#undef O_TMPFILE
#define O_TMPFILE (020000000 | O_DIRECTORY)
