/* SPDX-License-Identifier: MIT */
/* Corrects musl's MINSIGSTKSZ, which is too small: the kernel rejects an alternate signal stack of that size.
 * SIGSTKSZ, the recommended size, must be larger than MINSIGSTKSZ. */
#include_next <bits/signal.h>

#ifdef MINSIGSTKSZ
#undef MINSIGSTKSZ
#undef SIGSTKSZ
#define MINSIGSTKSZ 8192
#define SIGSTKSZ    32768
#endif
