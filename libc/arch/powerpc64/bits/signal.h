/* SPDX-License-Identifier: MIT */
#include_next <bits/signal.h>

/* The kernel rejects an alternate signal stack of musl's MINSIGSTKSZ. */
#ifdef MINSIGSTKSZ
#undef MINSIGSTKSZ
#undef SIGSTKSZ
#define MINSIGSTKSZ 8192
#define SIGSTKSZ    32768
#endif
