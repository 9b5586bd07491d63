/* SPDX-License-Identifier: MIT */
#include_next <bits/ioctl.h>

/* musl's FIOQSIZE has the value of other architectures. */
#undef FIOQSIZE
#define FIOQSIZE 0x545E
