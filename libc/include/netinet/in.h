/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_NETINET_IN_H
#define _NACRE_NETINET_IN_H

#include_next <netinet/in.h>

#define IPPROTO_L2TP    115
#define IPPROTO_AGGFRAG 144
#define IPPROTO_SMC     256

#define IP_LOCAL_PORT_RANGE 51
#define IP_PROTOCOL         52

#define IPV6_RECVERR_RFC4884 31

#endif
