/* SPDX-License-Identifier: MIT
 * A libc header includes this before another libc header that it needs only for its own declarations,
 * and includes <bits/release.h> after it. In between, headers hold back structures that kernel headers
 * define too: struct iovec, struct winsize and struct sigcontext. A program gets these structures when
 * it includes the other header itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
