/* SPDX-License-Identifier: MIT */
// What the loader says when it cannot make a library's relocated data read-only.
#define _GNU_SOURCE
#include "cases.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* mprotect(.., PROT_READ) is EPERM from here on. */
static int refuse_read_only(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[2])
			+ (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROT_READ, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {6, filter};
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* The program itself, under another name, is a library as good as any. */
static int copy_self(char *path)
{
	static char bytes[1 << 16];
	ssize_t length;
	const int from = open("/proc/self/exe", O_RDONLY), to = mkstemp(path);
	EXPECT(from >= 0 && to >= 0);
	while ((length = read(from, bytes, sizeof bytes)) > 0) EXPECT(write(to, bytes, (size_t)length) == length);
	EXPECT(length == 0 && fchmod(to, 0700) == 0 && close(from) == 0 && close(to) == 0);
	return 0;
}

static int loader_base(struct dl_phdr_info *info, size_t size, void *count)
{
	(void)info, (void)size;
	++*(int *)count;
	return 0;
}

static int message(void)
{
	char path[] = "/tmp/nacre-relro-XXXXXX";
	int objects = 0;
	dl_iterate_phdr(loader_base, &objects);
	if (objects < 2 || !dlsym(RTLD_DEFAULT, "dlopen")) CANNOT("a static program loads no libraries");
	if (copy_self(path)) return 1;
	if (refuse_read_only()) {
		unlink(path);
		CANNOT("no seccomp");
	}
	errno = ENOENT;
	void *library = dlopen(path, RTLD_NOW);
	const char *error = library ? NULL : dlerror();
	unlink(path);
	if (library) CANNOT("this program has no read-only relocated data");
	fprintf(stderr, "%s\n", error);
	EXPECT(strstr(error, "RELRO") && strstr(error, strerror(EPERM)));
	return 0;
}

static int ordinary(void)
{
	EXPECT(!dlopen("/no/such/library.so", RTLD_NOW) && dlerror());
	return 0;
}

CASES({"ordinary", "dlopen reports a library that does not exist", ordinary},
      {"message", "dlopen says why it could not protect a library", message})
