/* SPDX-License-Identifier: MIT */
/* build: static (uses internals of musl) */
// Tests the resolver with IPv6 nameservers on a kernel without IPv6, which a seccomp filter simulates. Packets only go
// to the loopback interface.
#include "cases.h"
#include "seccomp_argument.h"
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
// This internal header of musl declares struct resolvconf and __res_msend_rc.
#define hidden
#include "lookup.h"

static int without_ipv6(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SECCOMP_ARGUMENT(0)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAFNOSUPPORT),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) &&
	       socket(AF_INET6, SOCK_DGRAM, 0) == -1 && errno == EAFNOSUPPORT;
}

// Sends a query with a timeout of 0. Returns -1 if no nameserver is reachable, and 0 otherwise.
static int ask(const struct resolvconf *conf)
{
	static const unsigned char query[] = "\1\2\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1";
	static unsigned char answer[512];
	const unsigned char *queries[] = {query};
	unsigned char *answers[] = {answer};
	int query_length = sizeof query - 1, answer_length = 0;
	return __res_msend_rc(1, queries, &query_length, answers, &answer_length, sizeof answer, conf);
}

static const struct address ipv4 = {.family = AF_INET, .addr = {127, 0, 0, 1}};
static const struct address ipv6 = {.family = AF_INET6, .addr = {[15] = 1}};

// The structure has its maximum of nameservers, and all are unreachable. The resolver must not read beyond them.
static int all_ipv6(void)
{
	if (!without_ipv6()) CANNOT("no seccomp filter can be set");
	struct resolvconf conf = {.ns = {ipv6, ipv6, ipv6}, .nns = 3, .attempts = 1};
	EXPECT(ask(&conf) == -1);
	// Now the resolver must ignore the two unused entries.
	conf.nns = 1;
	memset(conf.ns + 1, 0, sizeof conf.ns - sizeof *conf.ns);
	EXPECT(ask(&conf) == -1);
	return 0;
}

// Only one nameserver is reachable. The resolver must ignore the unused third entry.
static int one_ipv4(void)
{
	if (!without_ipv6()) CANNOT("no seccomp filter can be set");
	struct resolvconf conf = {.ns = {ipv4, ipv6, ipv6}, .nns = 2, .attempts = 1};
	EXPECT(ask(&conf) == 0);
	return 0;
}

static int ordinary(void)
{
	struct resolvconf conf = {.ns = {ipv4}, .nns = 1, .attempts = 1};
	EXPECT(ask(&conf) == 0);
	conf.ns[1] = ipv6;
	conf.nns = 2;
	EXPECT(!without_ipv6() || ask(&conf) == 0);
	return 0;
}

CASES({"ordinary", "the resolver sends a query to IPv4 nameservers", ordinary},
      {"all-ipv6", "the resolver fails immediately if all nameservers are IPv6 and the kernel has no IPv6", all_ipv6},
      {"one-ipv4", "the resolver queries the one nameserver that it can reach", one_ipv4})
