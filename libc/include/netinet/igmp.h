/* SPDX-License-Identifier: MIT */
/* Includes musl's header, but leaves out structures that kernel headers define too (<bits/hold.h>). */
#ifndef _NACRE_NETINET_IGMP_H
#define _NACRE_NETINET_IGMP_H

#include <bits/hold.h>
#include_next <netinet/igmp.h>
#include <bits/release.h>

#endif
