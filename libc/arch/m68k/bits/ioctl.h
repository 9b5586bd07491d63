/* SPDX-License-Identifier: MIT */
#include_next <bits/ioctl.h>

/* Musl's is that of other architectures. */
#undef FIOQSIZE
#define FIOQSIZE 0x545E
