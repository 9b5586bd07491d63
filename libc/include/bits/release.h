/* SPDX-License-Identifier: MIT
 * Ends the effect of <bits/hold.h>, which says why it is needed: libc headers define struct iovec,
 * struct winsize and struct sigcontext again. */
#pragma pop_macro("__NACRE_HOLD")
