/* SPDX-License-Identifier: MIT */
/* Includes musl's header, but leaves out structures that kernel headers define too (<bits/hold.h>). */
#ifndef _NACRE_SYS_SIGNALFD_H
#define _NACRE_SYS_SIGNALFD_H

#include <bits/hold.h>
#include_next <sys/signalfd.h>
#include <bits/release.h>

#endif
