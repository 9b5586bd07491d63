/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_NET_IF_ARP_H
#define _NACRE_NET_IF_ARP_H

#include_next <net/if_arp.h>

#define ARPHRD_MCTP 290

#endif
