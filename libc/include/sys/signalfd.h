/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_SIGNALFD_H
#define _NACRE_SYS_SIGNALFD_H

#include <bits/hold.h>
#include_next <sys/signalfd.h>
#include <bits/release.h>

#endif
