/* SPDX-License-Identifier: MIT */
#include_next <bits/signal.h>

/* The kernel refuses an alternate stack of musl's size. */
#ifdef MINSIGSTKSZ
#undef MINSIGSTKSZ
#undef SIGSTKSZ
#define MINSIGSTKSZ 8192
#define SIGSTKSZ    32768
#endif
