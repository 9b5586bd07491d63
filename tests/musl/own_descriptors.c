/* SPDX-License-Identifier: MIT */
// Tests that descriptors that the libc opens for itself are close-on-exec and are closed again. A seccomp filter kills
// a process that opens a file without O_CLOEXEC.
#define _GNU_SOURCE
#include "cases.h"
#include "seccomp_argument.h"
#include <dirent.h>
#include <fcntl.h>
#include <fmtmsg.h>
#include <ftw.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Kills the process if system call `number` is called without O_CLOEXEC in argument `index`.
#define OPENS(number, index)                                                            \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),          \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 3),                    \
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SECCOMP_ARGUMENT(index)),                    \
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_CLOEXEC, 1, 0),                  \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

static int only_with_close_on_exec(void)
{
	struct sock_filter filter[] = {
#ifdef SYS_open
		OPENS(SYS_open, 1),
#endif
		OPENS(SYS_openat, 2),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
	return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static int descriptors(void)
{
	int count = 0;
	for (int fd = 0; fd < 100; fd++) count += fcntl(fd, F_GETFD) >= 0;
	return count;
}

// A directory `root`, a directory `inner` in it, and a symbolic link `loop` in `inner` to `root`.
static char root[] = "/tmp/nacre-own-XXXXXX";
static char inner[sizeof root + 8], loop[sizeof inner + 8];
static void unmake(void)
{
	unlink(loop);
	rmdir(inner);
	rmdir(root);
}
static int make(void)
{
	if (!mkdtemp(root)) return 0;
	snprintf(inner, sizeof inner, "%s/inner", root);
	snprintf(loop, sizeof loop, "%s/loop", inner);
	atexit(unmake);
	return !mkdir(inner, 0700) && !symlink(root, loop);
}

static int seen, stop_at_inner;
static int see(const char *path, const struct stat *status, int type, struct FTW *where)
{
	seen++;
	return stop_at_inner && !strcmp(path, inner);
}

static int close_on_exec(int fd)
{
	return fcntl(fd, F_GETFD) & FD_CLOEXEC;
}

static int ordinary(void)
{
	EXPECT(make());
	EXPECT(nftw(root, see, 10, FTW_PHYS) == 0 && seen == 3);
	seen = 0;
	EXPECT(nftw(root, see, 10, FTW_PHYS | FTW_DEPTH) == 0 && seen == 3);
	stop_at_inner = 1;
	EXPECT(nftw(root, see, 10, FTW_PHYS) == 1);

	FILE *stream = fopen("/dev/null", "re");
	EXPECT(stream && close_on_exec(fileno(stream)));
	EXPECT(freopen("/dev/null", "r+", stream) && !close_on_exec(fileno(stream)));
	EXPECT(fputs("text", stream) >= 0 && !fflush(stream));
	EXPECT(freopen("/dev/null", "rbe", stream) && close_on_exec(fileno(stream)));
	// After this close, the file that freopen opens gets the same descriptor number, so freopen need not duplicate it.
	close(fileno(stream));
	EXPECT(freopen("/dev/null", "a", stream) && !close_on_exec(fileno(stream)));
	EXPECT((fcntl(fileno(stream), F_GETFL) & (O_ACCMODE | O_APPEND)) == (O_WRONLY | O_APPEND));
	EXPECT(!freopen("/dev/null", "wx", stream));
	return 0;
}

static int freopen_case(void)
{
	FILE *stream = fopen("/dev/null", "re");
	if (!only_with_close_on_exec()) CANNOT("no seccomp filter can be set");
	// The mode "r" has no "e", so freopen clears the flag after the open.
	EXPECT(stream && freopen("/dev/null", "r", stream) && !close_on_exec(fileno(stream)));
	return 0;
}

static int fmtmsg_case(void)
{
	if (!only_with_close_on_exec()) CANNOT("no seccomp filter can be set");
	fmtmsg(MM_CONSOLE | MM_NRECOV, NULL, MM_INFO, NULL, NULL, NULL);
	return 0;
}

static int nftw_case(void)
{
	EXPECT(make());
	if (!only_with_close_on_exec()) CANNOT("no seccomp filter can be set");
	EXPECT(nftw(root, see, 10, FTW_PHYS) == 0 && seen == 3);
	return 0;
}

static int nftw_stopped(void)
{
	EXPECT(make());
	int before = descriptors();
	stop_at_inner = 1;
	EXPECT(nftw(root, see, 10, FTW_PHYS) == 1);
	EXPECT(descriptors() == before);
	return 0;
}

static int nftw_loop(void)
{
	EXPECT(make());
	int before = descriptors();
	EXPECT(nftw(root, see, 10, 0) == 0);
	EXPECT(descriptors() == before);
	return 0;
}

CASES({"ordinary", "nftw and freopen work as in stock musl", ordinary},
      {"freopen", "freopen opens the new file close-on-exec", freopen_case},
      {"fmtmsg", "fmtmsg opens the console close-on-exec", fmtmsg_case},
      {"nftw", "nftw opens directories close-on-exec", nftw_case},
      {"nftw-stopped", "nftw closes its directories when the callback stops the walk", nftw_stopped},
      {"nftw-loop", "nftw closes its directories when links form a loop", nftw_loop})
