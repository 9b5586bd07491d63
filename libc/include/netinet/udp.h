/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_NETINET_UDP_H
#define _NACRE_NETINET_UDP_H

#include_next <netinet/udp.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#define UDP_ENCAP_OVPNINUDP 8
#endif

#endif
