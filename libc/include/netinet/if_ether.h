/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_NETINET_IF_ETHER_H
#define _NACRE_NETINET_IF_ETHER_H

#include_next <netinet/if_ether.h>

#define ETH_P_CANXL     0x000e
#define ETH_P_MCTP      0x00fa
#define ETH_P_GRE_OSI   0x00fe
#define ETH_P_8021AC    0x8870
#define ETH_P_PROFINET  0x8892
#define ETH_P_REALTEK   0x8899
#define ETH_P_ETHERCAT  0x88a4
#define ETH_P_MXLGSW    0x88c3
#define ETH_P_YT921X    0x9988
#define ETH_P_DSA_A5PSW 0xe001
#define ETH_P_NXP_NETC  0xfd3a

#endif
