/* SPDX-License-Identifier: MIT */
/* Includes kernel headers, then libc headers of the same subjects. The libc's functions must accept the
 * kernel's structures. If long has 32 bits, this is not tested: the libc and the kernel have different structures for
 * locks and times, and including both headers is a compile error (docs/kernel-headers.md). */
#ifdef __LP64__
/* This must be before <linux/if.h>. That header includes <sys/socket.h>, which defines struct iovec, and <linux/uio.h>
 * does not compile after that. */
#include <linux/uio.h>

#include <linux/fanotify.h>
#include <linux/fcntl.h>
#include <linux/if.h>
#include <linux/if_arp.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/inotify.h>
#include <linux/ipv6.h>
#include <linux/kernel.h>
#include <linux/membarrier.h>
#include <linux/mount.h>
#include <linux/personality.h>
#include <linux/poll.h>
#include <linux/prctl.h>
#include <linux/signalfd.h>
#include <linux/stat.h>
#include <linux/timerfd.h>
#include <linux/times.h>
#include <linux/timex.h>
#include <linux/wait.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <netinet/if_ether.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/membarrier.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/times.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>

#ifdef __cplusplus
#define SAME(a, b) static_assert((a) == (b), "")
#else
#define SAME(a, b) _Static_assert((a) == (b), "")
#endif
/* O_ACCMODE has the libc's value, not the kernel's. */
SAME(O_ACCMODE, 03 | O_SEARCH);
SAME(IPPROTO_TCP, 6);
SAME(P_PID, 1);
SAME(sizeof(struct timespec), 16);
SAME(sizeof(struct sockaddr_in6), 28);

/* Never called. The calls must compile. */
long functions(void)
{
	struct flock lock;
	struct itimerspec spec;
	struct itimerval value;
	struct iovec iov;
	struct sysinfo info;
	struct timex tx;
	struct tms times_buf;
	struct pollfd fds;
	struct in6_addr address;
	struct sockaddr_ll link;
	struct inotify_event *inotify = 0;
	struct signalfd_siginfo *signal_info = 0;
	lock.l_type = F_RDLCK;
	iov.iov_len = 0;
	address.s6_addr[0] = 0;
	link.sll_protocol = htons(ETH_P_ALL);
	(void)inotify, (void)signal_info, (void)address, (void)link;
	return fcntl(0, F_SETLK, &lock) + timerfd_settime(0, 0, &spec, &spec) + setitimer(ITIMER_REAL, &value, 0) +
	       (int)writev(0, &iov, 1) + sysinfo(&info) + adjtimex(&tx) + (int)times(&times_buf) + poll(&fds, 1, 0);
}
#endif
