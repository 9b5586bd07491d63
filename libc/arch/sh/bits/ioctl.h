/* SPDX-License-Identifier: MIT */
/* Corrects musl's SIOCGPGRP, which is an _IOW. The request reads an int from the kernel, so it is an _IOR. */
#include_next <bits/ioctl.h>

#undef SIOCGPGRP
#define SIOCGPGRP _IOR('s', 9, int)
