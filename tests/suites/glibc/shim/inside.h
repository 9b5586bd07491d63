/* SPDX-License-Identifier: MIT */
/* For sources that are otherwise inside glibc. The headers of glibc reject this macro, so it is defined after the first of them. */
#define _LIBC 1
