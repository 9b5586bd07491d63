/* SPDX-License-Identifier: MIT */
#include_next <bits/ioctl.h>

/* It reads, where musl's says that it writes. */
#undef SIOCGPGRP
#define SIOCGPGRP _IOR('s', 9, int)
