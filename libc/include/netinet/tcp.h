/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_NETINET_TCP_H
#define _NACRE_NETINET_TCP_H

#include_next <netinet/tcp.h>

#define TCP_AO_ADD_KEY    38
#define TCP_AO_DEL_KEY    39
#define TCP_AO_INFO       40
#define TCP_AO_GET_KEYS   41
#define TCP_AO_REPAIR     42
#define TCP_IS_MPTCP      43
#define TCP_RTO_MAX_MS    44
#define TCP_RTO_MIN_US    45
#define TCP_DELACK_MAX_US 46

#endif
