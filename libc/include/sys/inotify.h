/* SPDX-License-Identifier: MIT */
/* Includes musl's header, but leaves out structures that kernel headers define too (<bits/hold.h>). */
#ifndef _NACRE_SYS_INOTIFY_H
#define _NACRE_SYS_INOTIFY_H

#include <bits/hold.h>
#include_next <sys/inotify.h>
#include <bits/release.h>

#endif
