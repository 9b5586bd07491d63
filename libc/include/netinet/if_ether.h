/* SPDX-License-Identifier: MIT */
/* Replaces musl's header. Most definitions come from <linux/if_ether.h>, so that a program can include
 * both. */
#ifndef _NETINET_IF_ETHER_H
#define _NETINET_IF_ETHER_H

#include <features.h>
#include <stdint.h>
#include <sys/types.h>

/* For struct ethhdr and the protocol numbers. */
#include <linux/if_ether.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#include <net/ethernet.h>
#include <net/if_arp.h>

/* An ARP request or reply for IPv4 over Ethernet. */
struct ether_arp {
	struct arphdr ea_hdr;
	uint8_t arp_sha[ETH_ALEN];
	uint8_t arp_spa[4];
	uint8_t arp_tha[ETH_ALEN];
	uint8_t arp_tpa[4];
};
#define arp_hrd ea_hdr.ar_hrd
#define arp_pro ea_hdr.ar_pro
#define arp_hln ea_hdr.ar_hln
#define arp_pln ea_hdr.ar_pln
#define arp_op  ea_hdr.ar_op

/* RFC 1112: 01:00:5e followed by the low 23 bits of the group address. */
#define ETHER_MAP_IP_MULTICAST(ipaddr, enaddr)              \
	do {                                                \
		const uint8_t *group_ = (const uint8_t *)(ipaddr); \
		uint8_t *address_ = (uint8_t *)(enaddr);    \
		address_[0] = 0x01;                         \
		address_[1] = 0x00;                         \
		address_[2] = 0x5e;                         \
		address_[3] = group_[1] & 0x7f;             \
		address_[4] = group_[2];                    \
		address_[5] = group_[3];                    \
	} while (0)
#endif

#endif
