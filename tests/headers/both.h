/* SPDX-License-Identifier: MIT
 * Included after the libc's headers and the kernel's, in either order: what programs want of both. */
#ifdef __cplusplus
#define SAME(a, b) static_assert((a) == (b), "")
#else
#define SAME(a, b) _Static_assert((a) == (b), "")
#endif

/* The libc's own values stay. */
SAME(O_ACCMODE, 03 | O_SEARCH);
SAME(NCCS, 32);
SAME(SHF_EXCLUDE, 0x80000000);
SAME(TCSANOW, 0);
SAME(sizeof(struct termios), 60);

/* Members of the kernel's enumerations are there under their names, whichever came first. */
SAME(IPPROTO_TCP, 6);
SAME(MEMBARRIER_CMD_GLOBAL, 1);
SAME(PER_LINUX32, 8);
SAME(TCP_CA_Loss, 4);
SAME(FSCONFIG_CMD_CREATE, 6);
SAME(P_PID, 1);
SAME(PER_CLEAR_ON_SETID, READ_IMPLIES_EXEC | ADDR_NO_RANDOMIZE | ADDR_COMPAT_LAYOUT | MMAP_PAGE_ZERO);

/* The libc's functions take the structures. */
static inline int functions(void)
{
	struct epoll_event event;
	struct itimerspec spec;
	struct itimerval value;
	struct iovec iov;
	struct termios tty;
	struct sysinfo info;
	struct statx statx_buf;
	struct rlimit limit;
	struct timex tx;
	struct tms times_buf;
	struct mq_attr attr;
	struct pollfd fds;
	struct sched_param param;
	struct in6_addr address;
	struct inotify_event *inotify;
	struct signalfd_siginfo *signal_info;
	event.events = EPOLLIN;
	iov.iov_len = 0;
	address.s6_addr[0] = 0;
	(void)inotify, (void)signal_info, (void)address;
	return epoll_ctl(0, EPOLL_CTL_ADD, 0, &event) + timerfd_settime(0, 0, &spec, &spec) + setitimer(ITIMER_REAL, &value, 0) +
	       (int)writev(0, &iov, 1) + tcgetattr(0, &tty) + sysinfo(&info) + statx(0, "", 0, STATX_ALL, &statx_buf) +
	       setrlimit(RLIMIT_CORE, &limit) + adjtimex(&tx) + (int)times(&times_buf) + mq_getattr(0, &attr) + poll(&fds, 1, 0) +
	       sched_setparam(0, &param);
}

/* And what only the kernel's headers have. */
static inline int requests(void)
{
	struct termios2 tty;
	struct open_how how;
	struct mount_attr attr;
	struct pidfd_info info;
	struct statmount mount;
	struct mnt_id_req request;
	struct ifreq device;
	struct tcphdr tcp;
	struct ethhdr ethernet;
	tty.c_ispeed = 12345;
	tty.c_cflag = BOTHER;
	how.resolve = RESOLVE_BENEATH;
	attr.attr_set = MOUNT_ATTR_IDMAP;
	info.mask = PIDFD_INFO_PID;
	request.param = STATMOUNT_MNT_OPTS;
	mount.mnt_opts = 0;
	device.ifr_mtu = 1500;
	tcp.source = 1;
	ethernet.h_proto = ETH_P_IP;
	(void)how, (void)attr, (void)mount, (void)request, (void)tcp, (void)ethernet;
	return ioctl(0, TCSETS2, &tty) + ioctl(0, SIOCSIFMTU, &device) + ioctl(0, PIDFD_GET_INFO, &info);
}
