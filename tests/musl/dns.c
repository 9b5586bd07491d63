/* SPDX-License-Identifier: MIT */
// Tests the resolver with servers of this program, in a network namespace that only has a loopback interface. The
// queried name selects the answers. The last label before ".test" has a letter for A and a letter for AAAA, for the
// first server, and two more letters for the second server if its answers differ.
//
//   o an address     n NXDOMAIN    d no data    s SERVFAIL   r REFUSED   i NOTIMP   f FORMERR   c an alias
//   x no answer      t truncated, the rest by TCP    T truncated, TCP closes    U truncated, TCP is silent
//   F truncated, SERVFAIL by TCP                     1 SERVFAIL once, then an address
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

static char behavior(const unsigned char *query, int server, int *type, int *question_end)
{
	char label[2][64] = {"", ""}, *all = label[0];
	int i = 12;
	for (; query[i]; i += query[i] + 1) {
		strcpy(label[0], label[1]);
		memcpy(label[1], query + i + 1, query[i]);
		label[1][query[i]] = 0;
	}
	*type = query[i + 1] << 8 | query[i + 2];
	*question_end = i + 5;
	if (!strcmp(label[1], "arpa")) return query[13] == '9' ? 'n' : query[13] == '8' ? 's' : query[13] == '7' ? 'x' : 'p';
	if (!strncmp(label[1], "plain", 5)) return 'o';
	if (strcmp(label[1], "test")) return 'n';
	if (*type != 1 && *type != 28) return 'd';
	int at = (*type == 28) + (strlen(all) == 4 ? 2 * server : 0);
	return all[at];
}

// The answer to a query; its length, 0 for none.
static int answer(const unsigned char *query, int server, int tcp, unsigned char *out)
{
	static int failed_once[2];
	int type, end;
	char how = behavior(query, server, &type, &end);
	if (how == 'x') return 0;
	memcpy(out, query, end);
	memcpy(out + 2, "\x81\x80\0\1\0\0\0\0\0\0", 10);
	int records = 0, alias = 0;
	switch (how) {
	case 'n': out[3] |= 3; break;
	case 'd': break;
	case 's': out[3] |= 2; break;
	case 'r': out[3] |= 5; break;
	case 'i': out[3] |= 4; break;
	case 'f': out[3] |= 1; break;
	case 'c': alias = records = 1; break;
	case '1':
		if (failed_once[type == 28]++) records = 1;
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
		int owner = alias ? end + 12 : 12, length = how == 'p' ? 6 : type == 28 ? 16 : 4;
		memcpy(p, (unsigned char[]){0xc0 | owner >> 8, owner, type >> 8, type, 0, 1, 0, 0, 0, 60, 0, length}, 12);
		memset(p + 12, 0, length);
		if (how == 'p') memcpy(p + 12, "\4back", 6);
		else if (type == 28) memcpy(p + 12, "\x20\1\xd\xb8", 4), p[27] = i + 1;
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
		char how = behavior(query, server, &type, &end);
		if (how == 'U') pause();
		if (how == 'T') break;
		int n = answer(query, server, 1, reply + 2);
		reply[0] = n >> 8, reply[1] = n;
		// In two pieces, as a network might.
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
				int n = answer(query, i / 2, 0, reply);
				if (n) sendto(fds[i].fd, reply, n, 0, (void *)&from, length);
				continue;
			}
			int c = accept(fds[i].fd, 0, 0);
			if (!fork()) serve_connection(c, i / 2);
			close(c);
		}
	}
}

static int put(const char *path, const char *text)
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
// Namespaces of our own, in which /etc has no more than the resolver needs.
static int alone(void)
{
	char users[64], groups[64];
	snprintf(users, sizeof users, "0 %u 1", (unsigned)geteuid());
	snprintf(groups, sizeof groups, "0 %u 1", (unsigned)getegid());
	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS)) return 0;
	return put("/proc/self/setgroups", "deny") && put("/proc/self/uid_map", users) && put("/proc/self/gid_map", groups) &&
	       !mount("none", "/", 0, MS_REC | MS_PRIVATE, 0) &&
	       !mount("nacre", "/etc", "tmpfs", 0, 0) && put("/etc/hosts", "") && put("/etc/resolv.conf", "") &&
	       put("/etc/nsswitch.conf", "hosts: files dns\n");
}
#define ALONE() \
	do { \
		if (!alone()) CANNOT("no namespaces for an ordinary user here"); \
	} while (0)
#define SERVED() \
	do { \
		ALONE(); \
		if (!loopback_up() || !served()) return 2; \
	} while (0)
static int served(void)
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
	int good = read(ready[0], &byte, 1) == 1;
	close(ready[0]);
	return good;
}

#define ONE "nameserver 127.0.0.1\n"
#define TWO ONE "nameserver 127.0.0.2\n"
// Long enough for stock musl to be seen waiting.
#define PATIENT "options timeout:30 attempts:1\n"
#define BRIEF "options timeout:1 attempts:1\n"
static void configure(const char *text)
{
	if (!put("/etc/resolv.conf", text)) perror("/etc/resolv.conf"), exit(2);
	res_init();
}

// The addresses of a name, or an error of getaddrinfo; those of AAAA count as 100.
static int look_up(const char *name, int family)
{
	struct addrinfo hints = {.ai_family = family, .ai_socktype = SOCK_STREAM}, *all;
	int n = 0, error = getaddrinfo(name, "80", &hints, &all);
	if (error) return error;
	for (struct addrinfo *i = all; i; i = i->ai_next) n += i->ai_family == AF_INET6 ? 100 : 1;
	freeaddrinfo(all);
	return n;
}
static int look_up_two(char a, char aaaa, int family)
{
	char name[] = {a, aaaa, '.', 't', 'e', 's', 't', 0};
	return look_up(name, family);
}

static int addresses_of(char how) { return how == 'o' || how == 'c' || how == '1' ? 1 : how == 't' ? 20 : 0; }
// What getaddrinfo should say if the servers behave so.
static int expected(char a, char aaaa, int family)
{
	int n = (family != AF_INET6) * addresses_of(a) + 100 * (family != AF_INET) * addresses_of(aaaa);
	if (family == AF_INET) aaaa = a;
	if (family == AF_INET6) a = aaaa;
	if (n) return n;
	if (a == 'n') return EAI_NONAME;
	char both[] = {a, aaaa, 0};
	if (strpbrk(both, "xsriTUF")) return EAI_AGAIN;
	if (strchr(both, 'f')) return EAI_FAIL;
	return strchr(both, 'n') ? EAI_NONAME : EAI_NODATA;
}
static int families[] = {AF_UNSPEC, AF_INET, AF_INET6};
static int all_of(const char *hows)
{
	int bad = 0;
	for (const char *a = hows; *a; a++)
		for (const char *aaaa = hows; *aaaa; aaaa++)
			for (int f = 0; f < 3; f++) {
				int found = look_up_two(*a, *aaaa, families[f]), right = expected(*a, *aaaa, families[f]);
				if (found == right) continue;
				fprintf(stderr, "%c%c.test, family %d: %d, not %d\n", *a, *aaaa, families[f], found, right);
				bad++;
			}
	return bad;
}

static int one_family(void)
{
	SERVED();
	configure(ONE PATIENT);
	alarm(20);
	EXPECT(!all_of("onct"));
	EXPECT(!all_of("ondsrif"));
	return 0;
}

static int one_unanswered(void)
{
	SERVED();
	configure(ONE BRIEF);
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
	static const char hows[] = "ndsrif";
	SERVED();
	alarm(20);
	for (const char *a = hows; *a; a++)
		for (const char *aaaa = hows; *aaaa; aaaa++) {
			char conf[200];
			snprintf(conf, sizeof conf, ONE PATIENT "search %c%c.test oo.test\n", *a, *aaaa);
			configure(conf);
			int n = look_up("host", AF_UNSPEC);
			if (n != 101) fprintf(stderr, "search %c%c.test oo.test: %d\n", *a, *aaaa, n);
			EXPECT(n == 101);
			// As it is, after all domains.
			snprintf(conf, sizeof conf, ONE PATIENT "search %c%c.test nn.test\n", *a, *aaaa);
			configure(conf);
			EXPECT(look_up("plain", AF_UNSPEC) == 101);
			// That there is no such name is not known if a domain was not answered.
			EXPECT(look_up("host", AF_UNSPEC) == expected(*a, *aaaa, AF_UNSPEC));
		}
	configure(ONE PATIENT "options ndots:4\nsearch nn.test sd.test oo.test\n");
	EXPECT(look_up("a.b.c", AF_UNSPEC) == 101);
	EXPECT(look_up("a.b.c.d.e", AF_UNSPEC) == EAI_NONAME);
	return 0;
}

static int search_unanswered(void)
{
	SERVED();
	alarm(20);
	// What is not answered at all might exist.
	configure(ONE BRIEF "search xx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("plain", AF_UNSPEC) == EAI_AGAIN);
	configure(ONE BRIEF "search sx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	// What one question was answered is enough.
	configure(ONE BRIEF "search nx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == 101);
	configure(ONE BRIEF "search ox.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == 1);
	return 0;
}

static int several_servers(void)
{
	static const char hows[] = "sri";
	SERVED();
	alarm(20);
	configure(TWO PATIENT);
	for (const char *one = hows; *one; one++)
		for (const char *two = hows; *two; two++) {
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
	// The same server twice is one.
	configure(ONE ONE "nameserver 127.0.0.1\n" PATIENT);
	EXPECT(look_up("rr.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

static int truncated(void)
{
	SERVED();
	alarm(20);
	configure(ONE PATIENT);
	EXPECT(!all_of("onsTFt"));
	configure(TWO PATIENT);
	EXPECT(look_up("TToo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("TTtt.test", AF_UNSPEC) == 2020);
	EXPECT(look_up("TTFF.test", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("FFTn.test", AF_INET6) == EAI_NONAME);
	// A silent one is left for the other.
	configure(TWO "options timeout:4 attempts:2\n");
	EXPECT(look_up("UUoo.test", AF_INET) == 1);
	configure(ONE BRIEF);
	EXPECT(look_up("oU.test", AF_UNSPEC) == 1);
	return 0;
}

static int unreachable(void)
{
	ALONE();
	alarm(20);
	// No server there; in an empty file, that is 127.0.0.1.
	static const char *confs[] = {PATIENT, ONE PATIENT, TWO PATIENT, ONE "nameserver ::1\n" PATIENT, "nameserver ::1\n" PATIENT};
	for (int up = 0; up < 2; up++) {
		if (up && !loopback_up()) return 2;
		for (unsigned i = 0; i < sizeof confs / sizeof *confs; i++) {
			configure(confs[i]);
			EXPECT(look_up("name.test", AF_UNSPEC) == EAI_AGAIN);
			EXPECT(look_up("name.test", AF_INET) == EAI_AGAIN);
		}
	}
	// One server is there, whichever it is.
	if (!served()) return 2;
	configure("nameserver 127.0.0.9\nnameserver 127.0.0.1\nnameserver 10.0.0.1\n" PATIENT);
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("rs.test", AF_UNSPEC) == EAI_AGAIN);
	configure("nameserver ::1\nnameserver 127.0.0.2\n" PATIENT);
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("rs.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

static int odd_options(void)
{
	SERVED();
	alarm(20);
	configure(ONE "options attempts:0\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	configure(ONE "options timeout:0\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	configure(ONE "options timeout:0 attempts:0\n");
	EXPECT(look_up("xx.test", AF_UNSPEC) == EAI_AGAIN);
	return 0;
}

static int status_of(int (*ask)(const char *, int, int, unsigned char *, int), const char *name, int type)
{
	unsigned char reply[1024];
	h_errno = -7;
	int n = ask(name, C_IN, type, reply, sizeof reply);
	return n < 0 ? -h_errno : reply[7];
}
static int raw_queries(void)
{
	SERVED();
	alarm(20);
	configure(ONE PATIENT "search sr.test nd.test ot.test\n");
	EXPECT(status_of(res_search, "host", T_A) == 1);
	EXPECT(status_of(res_search, "host", T_AAAA) == 20);
	EXPECT(status_of(res_search, "host", T_MX) == -TRY_AGAIN || status_of(res_search, "host", T_MX) == -NO_DATA);
	EXPECT(status_of(res_search, "a.b", T_A) == -HOST_NOT_FOUND);
	EXPECT(status_of(res_search, "oo.test.", T_A) == 1);
	EXPECT(status_of(res_query, "host", T_A) == -HOST_NOT_FOUND);
	EXPECT(status_of(res_query, "sr.test", T_A) == -TRY_AGAIN);
	EXPECT(status_of(res_query, "sr.test", T_AAAA) == -TRY_AGAIN);
	EXPECT(status_of(res_query, "id.test", T_A) == -TRY_AGAIN);
	EXPECT(status_of(res_query, "id.test", T_AAAA) == -NO_DATA);
	EXPECT(status_of(res_query, "ff.test", T_A) == -NO_RECOVERY);
	configure(ONE BRIEF "search xx.test oo.test\n");
	EXPECT(status_of(res_search, "host", T_A) == -TRY_AGAIN);
	return 0;
}

static int status_of_host(const char *name, int family)
{
	struct hostent h, *found;
	char room[8192];
	int error = -7, n = 0;
	gethostbyname2_r(name, family, &h, room, sizeof room, &found, &error);
	if (!found) return -error;
	while (found->h_addr_list[n]) n++;
	return n;
}
static int host_entries(void)
{
	SERVED();
	alarm(20);
	configure(ONE PATIENT "search sr.test oo.test\n");
	EXPECT(status_of_host("host", AF_INET) == 1 && status_of_host("host", AF_INET6) == 1);
	EXPECT(status_of_host("ts.test", AF_INET) == 20 && status_of_host("ts.test", AF_INET6) == -TRY_AGAIN);
	EXPECT(status_of_host("nd.test", AF_INET) == -HOST_NOT_FOUND && status_of_host("nd.test", AF_INET6) == -NO_DATA);
	EXPECT(status_of_host("ri.test", AF_INET) == -TRY_AGAIN && status_of_host("ri.test", AF_INET6) == -TRY_AGAIN);
	return 0;
}

static int back(const char *address, int flags, char *host)
{
	struct sockaddr_in sa = {.sin_family = AF_INET, .sin_port = htons(1)};
	inet_pton(AF_INET, address, &sa.sin_addr);
	return getnameinfo((void *)&sa, sizeof sa, host, 256, 0, 0, flags);
}
static int names_of_addresses(void)
{
	char host[256];
	SERVED();
	alarm(20);
	configure(ONE PATIENT);
	EXPECT(!back("10.0.0.1", 0, host) && !strcmp(host, "back"));
	EXPECT(!back("10.0.0.9", 0, host) && !strcmp(host, "10.0.0.9"));
	EXPECT(back("10.0.0.9", NI_NAMEREQD, host) == EAI_NONAME);
	EXPECT(back("10.0.0.8", NI_NAMEREQD, host) == EAI_AGAIN);
	EXPECT(!back("10.0.0.8", NI_NUMERICHOST, host));
	configure(ONE BRIEF);
	EXPECT(back("10.0.0.7", NI_NAMEREQD, host) == EAI_AGAIN);
	return 0;
}

static int ordinary(void)
{
	SERVED();
	alarm(20);
	configure(TWO "options timeout:2 attempts:2\nsearch nn.test oo.test\n");
	EXPECT(look_up("oo.test", AF_UNSPEC) == 101);
	EXPECT(look_up("od.test", AF_UNSPEC) == 1);
	EXPECT(look_up("cc.test", AF_UNSPEC) == 101);
	EXPECT(look_up("oo.test", AF_INET) == 1);
	EXPECT(look_up("nn.test", AF_UNSPEC) == EAI_NONAME);
	EXPECT(look_up("dd.test", AF_UNSPEC) == EAI_NODATA);
	EXPECT(look_up("tt.test", AF_INET) == 20);
	EXPECT(look_up("host", AF_UNSPEC) == 101);
	EXPECT(look_up("xxoo.test", AF_UNSPEC) == 101);
	configure(ONE BRIEF "search xx.test oo.test\n");
	EXPECT(look_up("host", AF_UNSPEC) == EAI_AGAIN);
	EXPECT(look_up("host.oo.test", AF_UNSPEC) == 101);
	return 0;
}

CASES({"one-family", "getaddrinfo takes the addresses of one family if the query for the other family fails", one_family},
      {"one-unanswered", "getaddrinfo takes the addresses of one family if the query for the other family is not answered", one_unanswered},
      {"search", "a search domain whose servers fail does not end the search", search},
      {"search-unanswered", "only a search domain without an answer ends the search", search_unanswered},
      {"several-servers", "getaddrinfo ends as soon as each server has failed", several_servers},
      {"truncated", "a failed TCP connection does not affect the other query and the other servers", truncated},
      {"unreachable", "getaddrinfo fails at once when no server can be reached", unreachable},
      {"odd-options", "timeout:0 and attempts:0 in resolv.conf count as 1", odd_options},
      {"raw-queries", "res_search searches, and res_query reports how servers failed", raw_queries},
      {"host-entries", "gethostbyname2_r continues after failures like getaddrinfo", host_entries},
      {"names-of-addresses", "getnameinfo distinguishes a failure from a missing name", names_of_addresses},
      {"ordinary", "the resolver", ordinary})
