/* SPDX-License-Identifier: MIT
 * Kernel headers define struct iovec, struct winsize and struct sigcontext too, and a program that gets
 * both definitions does not compile. A libc header may include another libc header that defines one of
 * them, although the program did not ask for it. To leave the structure out, it includes <bits/hold.h>
 * before the other header and <bits/release.h> after it. A program gets the structure when it includes
 * the other header itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
