/* SPDX-License-Identifier: MIT */
/* Includes musl's header, but leaves out structures that kernel headers define too (<bits/hold.h>). */
#ifndef _NACRE_NETINET_IP_ICMP_H
#define _NACRE_NETINET_IP_ICMP_H

#include <bits/hold.h>
#include_next <netinet/ip_icmp.h>
#include <bits/release.h>

#endif
