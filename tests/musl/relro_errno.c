/* SPDX-License-Identifier: MIT */
// Tests dlopen's error message when mprotect of a library's RELRO segment fails. The message must have the text of
// mprotect's error. In stock musl, it has the text of an older value of errno.
#define _GNU_SOURCE
#include "cases.h"
#include "seccomp_argument.h"

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

/* After this call, mprotect(..., PROT_READ) fails with EPERM. */
static int deny_read_only_mprotect(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, SECCOMP_ARGUMENT(2)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROT_READ, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {6, filter};
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* A position-independent program can be loaded as a library. So a copy of this program serves as the library. */
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

static int count_object(struct dl_phdr_info *info, size_t size, void *count)
{
	(void)info, (void)size;
	++*(int *)count;
	return 0;
}

/* Returns 1 if the first object, which is this program, has a RELRO segment, otherwise -1. Both values end the iteration.
 * The copy of this program has the same segments. */
static int has_relro(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_GNU_RELRO) return 1;
	return -1;
}

static int message(void)
{
	char path[] = "/tmp/nacre-relro-XXXXXX";
	int objects = 0;
	dl_iterate_phdr(count_object, &objects);
	if (objects < 2 || !dlsym(RTLD_DEFAULT, "dlopen")) CANNOT("a static program loads no libraries");
	if (dl_iterate_phdr(has_relro, NULL) != 1) CANNOT("this program has no RELRO segment");
	if (copy_self(path)) return 1;
	if (deny_read_only_mprotect()) {
		unlink(path);
		CANNOT("no seccomp filter can be set");
	}
	errno = ENOENT;
	void *library = dlopen(path, RTLD_NOW);
	const char *error = library ? NULL : dlerror();
	unlink(path);
	EXPECT(!library);
	fprintf(stderr, "%s\n", error);
	EXPECT(strstr(error, "RELRO") && strstr(error, strerror(EPERM)));
	return 0;
}

static int ordinary(void)
{
	EXPECT(!dlopen("/no/such/library.so", RTLD_NOW) && dlerror());
	return 0;
}

CASES({"ordinary", "dlopen fails if the library does not exist", ordinary},
      {"message", "dlerror has the text of mprotect's error if RELRO protection fails", message})
