/* SPDX-License-Identifier: MIT */
// Tests the resolver with two DNS servers, which this program runs in a network namespace that has only a loopback
// interface. The queried name selects the replies. In a name NN.test or HOST.NN.test, the two characters of NN are
// codes: the first for queries of type A, the second for type AAAA. A label of four codes has two for the first server
// and two for the second.
//
//   o  one address                              n  NXDOMAIN
//   c  an alias (CNAME) and one address         d  no records
//   1  SERVFAIL once, and then one address      s  SERVFAIL
//   t  truncated; 20 addresses by TCP           r  REFUSED
//   T  truncated; TCP closes the connection     i  NOTIMP
//   U  truncated; TCP sends no reply            f  FORMERR
//   F  truncated; SERVFAIL by TCP               x  no reply
//   p  a name (PTR), only for reverse queries
//
// In ".test", queries of other types have the code d. A name whose last label begins with "plain" has the code o, and
// every other name outside of ".test" has n. For a reverse query, the first digit of the queried name selects the
// code: 7 has x, 8 has s, 9 has n, and any other digit has p. So 10.0.0.9 has no name.
#define _GNU_SOURCE
#include "cases.h"
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <resolv.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kServers = 2 };

// Returns the code for a query, and stores the query's type and the end of its question section.
static char reply_code(const unsigned char *query, int server, int *type, int *question_end)
{
	char labels[2][64] = {"", ""}, *codes = labels[0]; // the last two labels of the name
	int i = 12;
	for (; query[i]; i += query[i] + 1) {
		strcpy(labels[0], labels[1]);
		memcpy(labels[1], query + i + 1, query[i]);
		labels[1][query[i]] = 0;
	}
	*type = query[i + 1] << 8 | query[i + 2];
	*question_end = i + 5;
	if (!strcmp(labels[1], "arpa")) {
		switch (query[13]) {
		case '7': return 'x';
		case '8': return 's';
		case '9': return 'n';
		default: return 'p';
		}
	}
	if (!strncmp(labels[1], "plain", 5)) return 'o';
	if (strcmp(labels[1], "test")) return 'n';
	if (*type != T_A && *type != T_AAAA) return 'd';
	return codes[(*type == T_AAAA) + (strlen(codes) == 4 ? 2 * server : 0)];
}

// Writes the reply to a query. Returns its length, or 0 for no reply.
static int make_reply(const unsigned char *query, int server, int tcp, unsigned char *out)
{
	static int failed_once[2]; // for A and AAAA
	int type, end;
	char code = reply_code(query, server, &type, &end);
	if (code == 'x') return 0;
	memcpy(out, query, end);
	memcpy(out + 2, "\x81\x80\0\1\0\0\0\0\0\0", 10);
	int records = 0, alias = 0;
	switch (code) {
	case 'n': out[3] |= 3; break;
	case 'd': break;
	case 's': out[3] |= 2; break;
	case 'r': out[3] |= 5; break;
	case 'i': out[3] |= 4; break;
	case 'f': out[3] |= 1; break;
	case 'c': alias = records = 1; break;
	case '1':
		if (failed_once[type == T_AAAA]++) records = 1;
		else out[3] |= 2;
		break;
	case 't':
		if (tcp) records = 20;
		else out[2] |= 2;
		break;
	case 'F':
		if (tcp) out[3] |= 2;
		else out[2] |= 2;
		break;
	case 'T': case 'U': out[2] |= 2; break;
	default: records = 1;
	}
	unsigned char *p = out + end;
	if (alias) {
		memcpy(p, "\xc0\x0c\0\5\0\1\0\0\0\x3c\0\7\5other\0", 19);
		p += 19;
	}
	for (int i = 0; i < records; i++) {
		int owner = alias ? end + 12 : 12, length = code == 'p' ? 6 : type == T_AAAA ? 16 : 4;
		memcpy(p, (unsigned char[]){0xc0 | owner >> 8, owner, type >> 8, type, 0, 1, 0, 0, 0, 60, 0, length}, 12);
		memset(p + 12, 0, length);
		if (code == 'p') memcpy(p + 12, "\4name", 6);
		else if (type == T_AAAA) memcpy(p + 12, "\x20\1\xd\xb8", 4), p[27] = i + 1;
		else p[12] = 10, p[15] = i + 1;
		p += 12 + length;
	}
	out[7] = records + alias;
	return p - out;
}

static int listen_at(int server, int type)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(0x7f000001 + server)};
	int fd = socket(AF_INET, type, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
	if (bind(fd, (void *)&sa, sizeof sa) || (type == SOCK_STREAM && listen(fd, 64))) perror("bind"), exit(2);
	return fd;
}
static void serve_connection(int c, int server)
{
	unsigned char query[2048], reply[4096];
	int type, end;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (recv(c, query, 2, MSG_WAITALL) == 2 && recv(c, query, query[1], MSG_WAITALL) >= 17) {
		char code = reply_code(query, server, &type, &end);
		if (code == 'U') pause();
		if (code == 'T') break;
		int n = make_reply(query, server, 1, reply + 2);
		reply[0] = n >> 8, reply[1] = n;
		// A network may split the reply, so this server sends it in two parts.
		if (send(c, reply, 20, 0) != 20) break;
		usleep(1000);
		if (send(c, reply + 20, n + 2 - 20, 0) < 0) break;
	}
	_exit(0);
}
static void serve(int ready)
{
	struct pollfd fds[2 * kServers];
	unsigned char query[2048], reply[4096];
	for (int i = 0; i < 2 * kServers; i++)
		fds[i] = (struct pollfd){.fd = listen_at(i / 2, i % 2 ? SOCK_STREAM : SOCK_DGRAM), .events = POLLIN};
	if (write(ready, "", 1) != 1) _exit(2);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		poll(fds, 2 * kServers, -1);
		for (int i = 0; i < 2 * kServers; i++) {
			struct sockaddr_in from;
			socklen_t length = sizeof from;
			if (!(fds[i].revents & POLLIN)) continue;
			if (i % 2 == 0) {
				if (recvfrom(fds[i].fd, query, sizeof query, 0, (void *)&from, &length) < 17) continue;
				int type, end, n = make_reply(query, i / 2, 0, reply);
				// With this delay, TCP has been silent for less than the retry interval when the resolver next wakes up for
				// its retries. The resolver must wake up once more, in time to ask the other server.
				if (reply_code(query, i / 2, &type, &end) == 'U') usleep(20000);
				if (n) sendto(fds[i].fd, reply, n, 0, (void *)&from, length);
				continue;
			}
			int c = accept(fds[i].fd, 0, 0);
			if (!fork()) serve_connection(c, i / 2);
			close(c);
		}
	}
}

static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644), n = strlen(text);
	int bad = fd < 0 || write(fd, text, n) != n;
	close(fd);
	return !bad;
}
static int loopback_up(void)
{
	struct ifreq up = {.ifr_name = "lo", .ifr_flags = IFF_UP};
	int fd = socket(AF_INET, SOCK_DGRAM, 0), bad = ioctl(fd, SIOCSIFFLAGS, &up);
	close(fd);
	return !bad;
}
// Creates user, network and mount namespaces. In them, /etc has only the files that the resolver reads.
static int enter_namespaces(void)
{
	char users[64], groups[64];
	snprintf(users, sizeof users, "0 %u 1", (unsigned)geteuid());
	snprintf(groups, sizeof groups, "0 %u 1", (unsigned)getegid());
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS)) return 0;
	return write_file("/proc/self/setgroups", "deny") &&
	       write_file("/proc/self/uid_map", users) && write_file("/proc/self/gid_map", groups) &&
	       !mount("none", "/", 0, MS_REC | MS_PRIVATE, 0) &&
	       !mount("nacre", "/etc", "tmpfs", 0, 0) && write_file("/etc/hosts", "") && write_file("/etc/resolv.conf", "") &&
	       write_file("/etc/nsswitch.conf", "hosts: files dns\n");
}
#define NEEDS_NAMESPACES() \
	do { \
		if (!enter_namespaces()) { \
			fprintf(stderr, "cannot create user, network and mount namespaces: %s; ", strerror(errno)); \
			CANNOT("run the test as root, or allow user namespaces (sysctl user.max_user_namespaces)"); \
		} \
	} while (0)
#define NEEDS_SERVERS() \
	do { \
		NEEDS_NAMESPACES(); \
		if (!loopback_up() || !start_servers()) return 2; \
	} while (0)
static int start_servers(void)
{
	int ready[2];
	char byte;
	if (pipe(ready)) return 0;
	if (!fork()) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(ready[0]);
		serve(ready[1]);
	}
	close(ready[1]);
	int started = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return started;
}

#define FIRST_SERVER "nameserver 127.0.0.1\n"
#define BOTH_SERVERS FIRST_SERVER "nameserver 127.0.0.2\n"
// With LONG_TIMEOUT, a resolver that waits for a reply that never comes is ended by the case's alarm(20).
#define LONG_TIMEOUT "options timeout:30 attempts:1\n"
#define SHORT_TIMEOUT "options timeout:1 attempts:1\n"
static void configure(const char *text)
{
	if (!write_file("/etc/resolv.conf", text)) perror("/etc/resolv.conf"), exit(2);
	res_init();
}

// Returns the number of IPv4 addresses plus 100 times the number of IPv6 addresses, or an error of getaddrinfo.
static int look_up(const char *name, int family)
{
	struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM}, *addresses;
	int n = 0, error = getaddrinfo(name, "80", &hints, &addresses);
	if (error) return error;
	for (struct addrinfo *i = addresses; i; i = i->ai_next) n += i->ai_family == AF_INET6 ? 100 : 1;
	freeaddrinfo(addresses);
	return n;
}
static int look_up_codes(char a, char aaaa, int family)
{
	char name[] = {a, aaaa, '.', 't', 'e', 's', 't', 0};
	return look_up(name, family);
}

static int addresses_of(char code) { return code == 'o' || code == 'c' || code == '1' ? 1 : code == 't' ? 20 : 0; }
// Returns the expected result of look_up if the servers reply by these codes.
static int expected(char a, char aaaa, int family)
{
	int n = (family != AF_INET6) * addresses_of(a) + 100 * (family != AF_INET) * addresses_of(aaaa);
	if (family == AF_INET) aaaa = a;
	if (family == AF_INET6) a = aaaa;
	if (n) return n;
	// NXDOMAIN for A decides. NXDOMAIN for AAAA does not, because some servers send it for every name without an IPv6
	// address.
	if (a == 'n') return EAI_NONAME;
	char both[] = {a, aaaa, 0};
	if (strpbrk(both, "xsriTUF")) return EAI_AGAIN;
	if (strchr(both, 'f')) return EAI_FAIL;
	return strchr(both, 'n') ? EAI_NONAME : EAI_NODATA;
}
static int families[] = {AF_UNSPEC, AF_INET, AF_INET6};
// Looks up all pairs of these codes for each family. Returns the number of wrong results.
static int wrong_results(const char *codes)
{
	int bad = 0;
	for (const char *a = codes; *a; a++)
		for (const char *aaaa = codes; *aaaa; aaaa++)
			for (int f = 0; f < 3; f++) {
				int result = look_up_codes(*a, *aaaa, families[f]), right = expected(*a, *aaaa, families[f]);
				if (result == right) continue;
				fprintf(stderr, "%c%c.test, family %d: result %d, expected %d\n", *a, *aaaa, families[f], result, right);
				bad++;
			}
	return bad;
}

static int one_family(void)
{
	NEEDS_SERVERS();
	configure(FIRST_SERVER LONG_TIMEOUT);
	alarm(20);
	EXPECT(!wrong_results("onct"));
	EXPECT(!wrong_results("ondsrif"));
	return 0;
}

static int one_unanswered(void)
{
	NEEDS_SERVERS();
	configure(FIRST_SERVER SHORT_TIMEOUT);
	alarm(20);
	EXPECT(look_up("ox.test", AF_UNSPEC) == 1);
	EXPECT(look_up("xo.test", AF_UNSPEC) == 100);
	EXPECT(look_up("nx.test", AF_UNSPEC) == EAI_NONAME);
	EXPECT(look_up("xn.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("sx.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("dx.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("xx.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("xt.test", AF_UNSPEC) == 2000);
	return 0;
}

static int search(void)
{
	static const char codes[] = "ndsrif";
	NEEDS_SERVERS();
	alarm(20);
	for (const char *a = codes; *a; a++)
		for (const char *aaaa = codes; *aaaa; aaaa++) {
			char conf[200];
			snprintf(conf, sizeof conf, FIRST_SERVER LONG_TIMEOUT "search %c%c.test oo.test\n", *a, *aaaa);
			configure(conf);
			int n = look_up("host", AF_UNSPEC);
			if (n != 101) fprintf(stderr, "search %c%c.test oo.test: result %d, expected 101\n", *a, *aaaa, n);
			EXPECT(n == 101);
			// If no search domain has the name, the resolver queries the name alone.
			snprintf(conf, sizeof conf, FIRST_SERVER LONG_TIMEOUT "search %c%c.test nn.test\n", *a, *aaaa);
			configure(conf);
			EXPECT(look_up("plain", AF_UNSPEC) == 101);
			// The result is EAI_NONAME only if all search domains replied.
			EXPECT(look_up("host", AF_UNSPEC) == expected(*a, *aaaa, AF_UNSPEC));
		}
	configure(FIRST_SERVER LONG_TIMEOUT "options ndots:4\nsearch nn.test sd.test oo.test\n");
	EXPECT(look_up("a.b.c", AF_UNSPEC) == 101);
	EXPECT(look_up("a.b.c.d.e", AF_UNSPEC) == EAI_NONAME);
	return 0;
}

static int search_unanswered(void)
{
	NEEDS_SERVERS();
	alarm(20);
	// A search domain without a reply ends the search with EAI_AGAIN, because the name may exist there.
	configure(FIRST_SERVER SHORT_TIMEOUT "search xx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("plain", AF_UNSPEC) == EAI_AGAIN);
	configure(FIRST_SERVER SHORT_TIMEOUT "search sx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	// A reply to one of the two queries is enough to continue, or to find an address.
	configure(FIRST_SERVER SHORT_TIMEOUT "search nx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == 101);
	configure(FIRST_SERVER SHORT_TIMEOUT "search ox.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == 1);
	return 0;
}

static int several_servers(void)
{
	static const char codes[] = "sri";
	NEEDS_SERVERS();
	alarm(20);
	configure(BOTH_SERVERS LONG_TIMEOUT);
	// First, both servers fail both queries. Then the second server answers the query for A with an address. Then it also
	// answers the query for AAAA, with NXDOMAIN. At last it answers both with NXDOMAIN.
	for (const char *one = codes; *one; one++)
		for (const char *two = codes; *two; two++) {
			char name[] = {*one, *one, *two, *two, '.', 't', 'e', 's', 't', 0};
			EXPECT(look_up(name, AF_UNSPEC) == EAI_AGAIN);
			name[2] = 'o';
			EXPECT(look_up(name, AF_UNSPEC) == 1);
			name[3] = 'n';
			EXPECT(look_up(name, AF_UNSPEC) == 1);
			name[2] = 'n';
			EXPECT(look_up(name, AF_UNSPEC) == EAI_NONAME);
		}
	EXPECT(look_up("soro.test", AF_UNSPEC) == 100);
	EXPECT(look_up("1111.test", AF_UNSPEC) == 101);
	// A server that is listed three times is queried as one server.
	configure(FIRST_SERVER FIRST_SERVER "nameserver 127.0.0.1\n" LONG_TIMEOUT);
	EXPECT(look_up("rr.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

static int truncated(void)
{
	NEEDS_SERVERS();
	alarm(20);
	configure(FIRST_SERVER LONG_TIMEOUT);
	EXPECT(!wrong_results("onsTFt"));
	configure(BOTH_SERVERS LONG_TIMEOUT);
	EXPECT(look_up("TToo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("TTtt.test", AF_UNSPEC) == 2020);
	EXPECT(look_up("TTFF.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("FFTn.test", AF_INET6) == EAI_NONAME);
	// If the first server sends no reply by TCP, the resolver tries the second server.
	configure(BOTH_SERVERS "options timeout:4 attempts:2\n");
	EXPECT(look_up("UUoo.test", AF_INET) == 1);
	configure(FIRST_SERVER SHORT_TIMEOUT);
	EXPECT(look_up("oU.test", AF_UNSPEC) == 1);
	return 0;
}

static int unreachable(void)
{
	NEEDS_NAMESPACES();
	alarm(20);
	// No server runs yet, and the loopback interface is first down, then up. Without a nameserver line, the resolver uses
	// 127.0.0.1.
	static const char *confs[] = {LONG_TIMEOUT, FIRST_SERVER LONG_TIMEOUT, BOTH_SERVERS LONG_TIMEOUT, FIRST_SERVER "nameserver ::1\n" LONG_TIMEOUT, "nameserver ::1\n" LONG_TIMEOUT};
	for (int up = 0; up < 2; up++) {
		if (up && !loopback_up()) return 2;
		for (unsigned i = 0; i < sizeof confs / sizeof *confs; i++) {
			configure(confs[i]);
			EXPECT(look_up("name.test", AF_UNSPEC) == EAI_AGAIN);
			EXPECT(look_up("name.test", AF_INET) == EAI_AGAIN);
		}
	}
	// Of the listed servers, only one is reachable.
	if (!start_servers()) return 2;
	configure("nameserver 127.0.0.9\nnameserver 127.0.0.1\nnameserver 10.0.0.1\n" LONG_TIMEOUT);
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("rs.test", AF_UNSPEC) == EAI_AGAIN);
	configure("nameserver ::1\nnameserver 127.0.0.2\n" LONG_TIMEOUT);
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("rs.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

static int odd_options(void)
{
	NEEDS_SERVERS();
	alarm(20);
	configure(FIRST_SERVER "options attempts:0\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	configure(FIRST_SERVER "options timeout:0\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	configure(FIRST_SERVER "options timeout:0 attempts:0\n");
	EXPECT(look_up("xx.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

// Calls res_query or res_search. Returns the number of records in the reply, or minus h_errno.
static int records_or_error(int (*query)(const char *, int, int, unsigned char *, int), const char *name, int type)
{
	unsigned char reply[1024];
	h_errno = -7;
	int n = query(name, C_IN, type, reply, sizeof reply);
	return n < 0 ? -h_errno : reply[7];
}
static int raw_queries(void)
{
	NEEDS_SERVERS();
	alarm(20);
	configure(FIRST_SERVER LONG_TIMEOUT "search sr.test nd.test ot.test\n");
	EXPECT(records_or_error(res_search, "host", T_A) == 1);
	EXPECT(records_or_error(res_search, "host", T_AAAA) == 20);
	EXPECT(records_or_error(res_search, "host", T_MX) == -TRY_AGAIN || records_or_error(res_search, "host", T_MX) == -NO_DATA);
	EXPECT(records_or_error(res_search, "a.b", T_A) == -HOST_NOT_FOUND);
	EXPECT(records_or_error(res_search, "oo.test.", T_A) == 1);
	EXPECT(records_or_error(res_query, "host", T_A) == -HOST_NOT_FOUND);
	EXPECT(records_or_error(res_query, "sr.test", T_A) == -TRY_AGAIN);
	EXPECT(records_or_error(res_query, "sr.test", T_AAAA) == -TRY_AGAIN);
	EXPECT(records_or_error(res_query, "id.test", T_A) == -TRY_AGAIN);
	EXPECT(records_or_error(res_query, "id.test", T_AAAA) == -NO_DATA);
	EXPECT(records_or_error(res_query, "ff.test", T_A) == -NO_RECOVERY);
	configure(FIRST_SERVER SHORT_TIMEOUT "search xx.test oo.test\n");
	EXPECT(records_or_error(res_search, "host", T_A) == -TRY_AGAIN);
	return 0;
}

// Returns the number of addresses that gethostbyname2_r returns, or minus its error.
static int addresses_or_error(const char *name, int family)
{
	struct hostent h, *result;
	char buffer[8192];
	int error = -7, n = 0;
	gethostbyname2_r(name, family, &h, buffer, sizeof buffer, &result, &error);
	if (!result) return -error;
	while (result->h_addr_list[n]) n++;
	return n;
}
static int host_entries(void)
{
	NEEDS_SERVERS();
	alarm(20);
	configure(FIRST_SERVER LONG_TIMEOUT "search sr.test oo.test\n");
	EXPECT(addresses_or_error("host", AF_INET) == 1 && addresses_or_error("host", AF_INET6) == 1);
	EXPECT(addresses_or_error("ts.test", AF_INET) == 20 && addresses_or_error("ts.test", AF_INET6) == -TRY_AGAIN);
	EXPECT(addresses_or_error("nd.test", AF_INET) == -HOST_NOT_FOUND && addresses_or_error("nd.test", AF_INET6) == -NO_DATA);
	EXPECT(addresses_or_error("ri.test", AF_INET) == -TRY_AGAIN && addresses_or_error("ri.test", AF_INET6) == -TRY_AGAIN);
	return 0;
}

static int name_of_address(const char *address, int flags, char *host)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons(1)};
	inet_pton(AF_INET, address, &sa.sin_addr);
	return getnameinfo((void *)&sa, sizeof sa, host, 256, 0, 0, flags);
}
static int names_of_addresses(void)
{
	char host[256];
	NEEDS_SERVERS();
	alarm(20);
	configure(FIRST_SERVER LONG_TIMEOUT);
	EXPECT(!name_of_address("10.0.0.1", 0, host) && !strcmp(host, "name"));
	EXPECT(!name_of_address("10.0.0.9", 0, host) && !strcmp(host, "10.0.0.9"));
	EXPECT(name_of_address("10.0.0.9", NI_NAMEREQD, host) == EAI_NONAME);
	EXPECT(name_of_address("10.0.0.8", NI_NAMEREQD, host) == EAI_AGAIN);
	EXPECT(!name_of_address("10.0.0.8", NI_NUMERICHOST, host));
	configure(FIRST_SERVER SHORT_TIMEOUT);
	EXPECT(name_of_address("10.0.0.7", NI_NAMEREQD, host) == EAI_AGAIN);
	return 0;
}

static int unspecified_address(void)
{
	const struct sockaddr_in6 sa = {.sin6_family = AF_INET6};
	char host[256];
	NEEDS_NAMESPACES();
	if (!write_file("/etc/hosts", ":: name\n")) return 2;
	EXPECT(!getnameinfo((void *)&sa, sizeof sa, host, sizeof host, 0, 0, 0) && !strcmp(host, "::"));
	EXPECT(getnameinfo((void *)&sa, sizeof sa, host, sizeof host, 0, 0, NI_NAMEREQD) == EAI_NONAME);
	return 0;
}

static int no_names(void)
{
	const struct sockaddr_in sa = {.sin_family = AF_INET};
	EXPECT(getnameinfo((void *)&sa, sizeof sa, 0, 0, 0, 0, 0) == EAI_NONAME);
	EXPECT(getnameinfo((void *)&sa, sizeof sa, 0, 0, 0, 0, NI_NAMEREQD) == EAI_NONAME);
	return 0;
}

static int successful_lookups(void)
{
	NEEDS_SERVERS();
	alarm(20);
	configure(BOTH_SERVERS "options timeout:2 attempts:2\nsearch nn.test oo.test\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("od.test", AF_UNSPEC) == 1);
	EXPECT(look_up("cc.test", AF_UNSPEC) == 101);
	EXPECT(look_up("oo.test", AF_INET) == 1);
	EXPECT(look_up("nn.test", AF_UNSPEC) == EAI_NONAME);
	EXPECT(look_up("dd.test", AF_UNSPEC) == EAI_NODATA);
	EXPECT(look_up("tt.test", AF_INET) == 20);
	EXPECT(look_up("host", AF_UNSPEC) == 101);
	EXPECT(look_up("xxoo.test", AF_UNSPEC) == 101);
	configure(FIRST_SERVER SHORT_TIMEOUT "search xx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("host.oo.test", AF_UNSPEC) == 101);
	return 0;
}

CASES({"one-family", "getaddrinfo returns the addresses of one family if the query for the other family fails", one_family},
      {"one-unanswered", "getaddrinfo returns the addresses of one family if the query for the other family gets no reply", one_unanswered},
      {"search", "a search domain whose server fails does not end the search", search},
      {"search-unanswered", "a search domain without a reply ends the search with EAI_AGAIN", search_unanswered},
      {"several-servers", "getaddrinfo ends as soon as each server has failed", several_servers},
      {"truncated", "a failed TCP connection does not affect the other query and the other server", truncated},
      {"unreachable", "getaddrinfo fails immediately if no server is reachable", unreachable},
      {"odd-options", "timeout:0 and attempts:0 in resolv.conf count as 1", odd_options},
      {"raw-queries", "res_search tries all search domains, and res_query reports failures of servers by h_errno", raw_queries},
      {"host-entries", "gethostbyname2_r continues after failures like getaddrinfo", host_entries},
      {"names-of-addresses", "getnameinfo distinguishes a failure from a missing name", names_of_addresses},
      {"unspecified-address", "getnameinfo does not look up the address ::", unspecified_address},
      {"no-names", "getnameinfo fails if no name is requested", no_names},
      {"ordinary", "lookups succeed with aliases, search domains, TCP and a second server", successful_lookups})
