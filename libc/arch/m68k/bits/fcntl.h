/* SPDX-License-Identifier: MIT */
/* Corrects musl's O_TMPFILE, which contains the O_DIRECTORY of other architectures. */
#include_next <bits/fcntl.h>

#undef O_TMPFILE
#define O_TMPFILE (020000000 | O_DIRECTORY)
