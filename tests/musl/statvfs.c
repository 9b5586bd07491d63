/* SPDX-License-Identifier: MIT */
// Tests the members that statvfs and fstatvfs set.
#define _GNU_SOURCE
#include "cases.h"
#include <fcntl.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

static const unsigned long known = ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC | ST_SYNCHRONOUS | ST_MANDLOCK | ST_WRITE |
	ST_APPEND | ST_IMMUTABLE | ST_NOATIME | ST_NODIRATIME | ST_RELATIME | 0x2000 /* ST_NOSYMFOLLOW of Linux 5.10 */;
static const char *paths[] = {"/", "/proc", "/dev", "/tmp", "/sys"};

static int flags(void)
{
	for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct statvfs s;
		if (statvfs(paths[i], &s)) continue;
		EXPECT(!(s.f_flag & ~known));
		int fd = open(paths[i], O_RDONLY);
		EXPECT(!fstatvfs(fd, &s) && !(s.f_flag & ~known));
		close(fd);
	}
	return 0;
}

static int id(void)
{
	int large = 0;
	if (sizeof(long) == 4) CANNOT("with a 32-bit long, f_fsid cannot hold the kernel's 64-bit value");
	for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct statvfs s;
		struct statfs k;
		if (statvfs(paths[i], &s) || statfs(paths[i], &k)) continue;
		unsigned half[2];
		memcpy(half, &k.f_fsid, sizeof half);
		large |= half[1] || half[0] >> 31;
		EXPECT(s.f_fsid == ((unsigned long long)half[1] << 32 | half[0]));
	}
	if (!large) CANNOT("no tested file system has an id of more than 31 bits");
	return 0;
}

static int ordinary(void)
{
	for (unsigned i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct statvfs s;
		struct statfs k;
		if (statvfs(paths[i], &s) || statfs(paths[i], &k)) continue;
		EXPECT(s.f_namemax == k.f_namelen && s.f_bsize == k.f_bsize && s.f_frsize);
		EXPECT((s.f_flag & known) == (k.f_flags & known) && s.f_blocks == k.f_blocks);
	}
	return 0;
}

CASES({"flags", "f_flag of statvfs has no unknown flags", flags},
      {"id", "f_fsid of statvfs is not truncated", id}, {"ordinary", "statvfs returns the kernel's block size, number of blocks, name length and flags", ordinary})
