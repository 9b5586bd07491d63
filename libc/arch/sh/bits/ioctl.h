/* SPDX-License-Identifier: MIT */
#include_next <bits/ioctl.h>

/* SIOCGPGRP reads an int from the kernel. musl's number says that it writes. */
#undef SIOCGPGRP
#define SIOCGPGRP _IOR('s', 9, int)
