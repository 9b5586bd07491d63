/* SPDX-License-Identifier: MIT */
/* Includes libc headers, then kernel headers of the same subjects. The libc's functions must accept the
 * structures, and the constants must keep their values. */
#include <fcntl.h>
#include <net/if.h>
#include <netinet/if_ether.h>
#include <netinet/in.h>
#include <sys/fanotify.h>
#include <sys/ioctl.h>
#include <sys/membarrier.h>
#include <sys/mount.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <linux/fanotify.h>
#include <linux/fcntl.h>
#include <linux/if.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/in6.h>
#include <linux/kernel.h>
#include <linux/membarrier.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <linux/personality.h>
#include <linux/prctl.h>
#include <linux/stat.h>
#include <linux/timerfd.h>

#ifdef __cplusplus
#define SAME(a, b) static_assert((a) == (b), "")
#else
#define SAME(a, b) _Static_assert((a) == (b), "")
#endif
SAME(IPPROTO_TCP, 6);
SAME(MEMBARRIER_CMD_GLOBAL, 1);
SAME(PER_LINUX32, 8);
SAME(FSCONFIG_CMD_CREATE, 6);
SAME(P_PID, 1);

/* Never called. The calls must compile. */
long functions(void)
{
	struct flock lock;
	struct itimerspec spec;
	struct sysinfo info;
	struct open_how how;
	struct ifreq device;
	struct ethhdr ethernet;
	struct in6_addr address;
	lock.l_type = F_RDLCK;
	lock.l_start = 0;
	device.ifr_mtu = 1500;
	ethernet.h_proto = ETH_P_IP;
	address.s6_addr[0] = 0;
	how.resolve = RESOLVE_BENEATH;
	(void)address, (void)ethernet, (void)how;
	return fcntl(0, F_SETLK, &lock) + timerfd_settime(0, 0, &spec, &spec) + sysinfo(&info) + ioctl(0, SIOCSIFMTU, &device);
}
