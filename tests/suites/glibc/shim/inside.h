/* SPDX-License-Identifier: MIT */
/* For sources that are a part of glibc. Its <features.h> rejects this macro, so prelude.h must come first. */
#define _LIBC 1
