/* SPDX-License-Identifier: MIT */
/* Corrects musl's FIOQSIZE, which has the value of other architectures. */
#include_next <bits/ioctl.h>

#undef FIOQSIZE
#define FIOQSIZE 0x545E
