/* SPDX-License-Identifier: MIT
 * Makes the libc headers that are included next leave out struct iovec, struct winsize and struct
 * sigcontext, until <bits/release.h>. Kernel headers define these structures too, and a program that
 * gets two definitions does not compile. A libc header uses this file around another libc header that
 * it includes, because the program did not ask for that header. A program gets the structure when it
 * includes that header itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
