/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_EVENTFD_H
#define _NACRE_SYS_EVENTFD_H

#include <bits/hold.h>
#include_next <sys/eventfd.h>
#include <bits/release.h>

#endif
