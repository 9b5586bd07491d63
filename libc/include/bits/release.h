/* SPDX-License-Identifier: MIT
 * Used after <bits/hold.h>, which explains why: libc headers define struct iovec, struct winsize and
 * struct sigcontext again. */
#pragma pop_macro("__NACRE_HOLD")
