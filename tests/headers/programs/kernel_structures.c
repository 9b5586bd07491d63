/* SPDX-License-Identifier: MIT */
/* Without the libc's headers of the same subjects, the kernel's headers define the kernel's structures with all of their
 * members, and the kernel's constants. */
#include <stddef.h>
#include <linux/eventpoll.h>
#include <linux/fcntl.h>
#include <linux/if.h>
#include <linux/in6.h>
#include <linux/ip.h>
#include <linux/openvswitch.h>
#include <linux/resource.h>
#include <linux/tcp.h>
#include <linux/udp.h>

size_t offsets[] = {offsetof(struct in6_addr, in6_u), offsetof(struct iphdr, addrs), offsetof(struct ifreq, ifr_settings),
	offsetof(struct udphdr, source), offsetof(struct epoll_event, data), offsetof(struct tcphdr, ack_seq),
	offsetof(struct ovs_key_arp, arp_op), offsetof(struct flock64, l_start), offsetof(struct rlimit64, rlim_max)};
int flags[] = {__O_SYNC, O_SYNC, O_TMPFILE, F_OWNER_TID};
