/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_NETINET_IGMP_H
#define _NACRE_NETINET_IGMP_H

#include <bits/hold.h>
#include_next <netinet/igmp.h>
#include <bits/release.h>

#endif
