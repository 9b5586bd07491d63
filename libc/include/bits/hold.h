/* SPDX-License-Identifier: MIT
 * Kernel headers define struct iovec, struct winsize and struct sigcontext too. Therefore a libc header
 * that includes another libc header only for its own declarations must not define these structures. It
 * includes <bits/hold.h> before the other header and <bits/release.h> after it. In between, headers
 * leave out the three structures. A program gets them when it includes the other header itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
