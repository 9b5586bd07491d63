/* SPDX-License-Identifier: MIT
 * Makes the libc headers that are included next leave out struct iovec, struct winsize and struct
 * sigcontext, until <bits/release.h>. Kernel headers define these structures too, and a program that
 * gets two definitions does not compile. For example, <sys/epoll.h> includes <fcntl.h> between
 * <bits/hold.h> and <bits/release.h>. A program that asks only for <sys/epoll.h> does not get struct
 * iovec. It gets the structure when it includes <fcntl.h> itself. */
#pragma push_macro("__NACRE_HOLD")
#undef __NACRE_HOLD
#define __NACRE_HOLD 1
