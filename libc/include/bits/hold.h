/* SPDX-License-Identifier: MIT
 * A libc header that includes another one for its own declarations does this before and <bits/release.h> after it. The
 * other header then leaves out structures that the including header does not need and that kernel headers define too:
 * struct iovec, struct winsize and struct sigcontext. A program gets them when it includes the other header itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
