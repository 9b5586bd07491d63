/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/if_ether.h> and <linux/if_arp.h>. musl's header needs
 * ETH_ALEN and other constants, which <linux/if_ether.h> defines. */
#ifndef _NACRE_NET_ETHERNET_H
#define _NACRE_NET_ETHERNET_H

#include <linux/if_ether.h>

/* musl's header includes <netinet/if_ether.h>, which includes <net/if_arp.h>. <linux/if_arp.h> defines the
 * same structures as <net/if_arp.h>. So define the include guard of <netinet/if_ether.h> while musl's
 * header is read. Afterwards, a program can still include <netinet/if_ether.h>. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H
#include_next <net/ethernet.h>
#undef _NETINET_IF_ETHER_H
#else
#include_next <net/ethernet.h>
#endif

#endif
