/* SPDX-License-Identifier: MIT */
/* Keeps <sys/socket.h>, which musl's header includes through <netinet/in.h>, from defining struct iovec.
 * <linux/uio.h> defines it too (see <bits/hold.h>). */
#ifndef _NACRE_NETINET_IP_ICMP_H
#define _NACRE_NETINET_IP_ICMP_H

#include <bits/hold.h>
#include_next <netinet/ip_icmp.h>
#include <bits/release.h>

#endif
