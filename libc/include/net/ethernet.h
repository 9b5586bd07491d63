/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/if_ether.h> and <linux/if_arp.h>. */
#ifndef _NACRE_NET_ETHERNET_H
#define _NACRE_NET_ETHERNET_H

#include <linux/if_ether.h>

/* musl's header includes <netinet/if_ether.h>, which defines ARP structures. <linux/if_arp.h> defines
 * the same structures, so keep musl's header from including it. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H
#include_next <net/ethernet.h>
#undef _NETINET_IF_ETHER_H
#else
#include_next <net/ethernet.h>
#endif

#endif
