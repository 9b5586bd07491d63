/* SPDX-License-Identifier: MIT */
// Tests that pathconf and fpathconf query the given file.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/statfs.h>
#include <unistd.h>

static int no_file(void)
{
	errno = 0;
	EXPECT(pathconf("/does/not/exist", _PC_NAME_MAX) == -1 && errno == ENOENT);
	errno = 0;
	EXPECT(pathconf("/dev/null/x", _PC_PATH_MAX) == -1 && errno == ENOTDIR);
	errno = 0;
	EXPECT(pathconf("", _PC_LINK_MAX) == -1 && errno == ENOENT);
	return 0;
}

static int no_descriptor(void)
{
	errno = 0;
	EXPECT(fpathconf(-1, _PC_NAME_MAX) == -1 && errno == EBADF);
	const int closed = dup(0);
	EXPECT(closed >= 0 && close(closed) == 0);
	errno = 0;
	EXPECT(fpathconf(closed, _PC_PIPE_BUF) == -1 && errno == EBADF);
	return 0;
}

static int links(void)
{
	struct statfs fs;
	static const char *const paths[] = {"/", "/tmp", "/var", "/home", "/boot"};
	for (int i = 0; i < 5; i++) {
		if (statfs(paths[i], &fs)) continue;
		long most = 0;
		switch (fs.f_type & 0xffffffff) {
		case 0xef53: most = 65000; break;          // ext4
		case 0x9123683e: most = 65535; break;      // btrfs
		case 0x58465342: most = 2147483647; break; // xfs
		default: continue;
		}
		EXPECT(pathconf(paths[i], _PC_LINK_MAX) == most);
		return 0;
	}
	CANNOT("no tested directory is on ext4, btrfs or xfs, whose link limits this test knows");
}

static int ordinary(void)
{
	int ends[2];
	EXPECT(pipe(ends) == 0);
	EXPECT(pathconf("/", _PC_NAME_MAX) == 255 && pathconf("/", _PC_PATH_MAX) == PATH_MAX);
	EXPECT(fpathconf(ends[1], _PC_PIPE_BUF) == PIPE_BUF);
	errno = 0;
	EXPECT(pathconf("/", 4711) == -1 && errno == EINVAL);
	errno = 0;
	EXPECT(fpathconf(ends[0], -1) == -1 && errno == EINVAL);
	errno = 0;
	EXPECT(pathconf("/", _PC_SYMLINK_MAX) == -1 && errno == 0);
	EXPECT(pathconf("/", _PC_LINK_MAX) >= _POSIX_LINK_MAX);
	return 0;
}

CASES({"ordinary", "pathconf and fpathconf return limits, and reject unknown names", ordinary},
      {"no-file", "pathconf reports a path that does not exist", no_file},
      {"no-descriptor", "fpathconf reports a descriptor that is not open", no_descriptor},
      {"links", "pathconf returns the file system's limit on hard links", links})
