/* SPDX-License-Identifier: MIT */
/* Keeps <fcntl.h>, which musl's header includes, from defining struct iovec. <linux/uio.h> defines it
 * too (see <bits/hold.h>). */
#ifndef _NACRE_SYS_EVENTFD_H
#define _NACRE_SYS_EVENTFD_H

#include <bits/hold.h>
#include_next <sys/eventfd.h>
#include <bits/release.h>

#endif
