/* SPDX-License-Identifier: MIT */
// Tests nftw: descriptor limit, FTW_CHDIR, links, long paths and FTW_ACTIONRETVAL.
#define _GNU_SOURCE
#include "cases.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

// Stock musl lacks these macros.
#ifndef FTW_ACTIONRETVAL
#define FTW_ACTIONRETVAL 16
#define FTW_STOP 1
#define FTW_SKIP_SUBTREE 2
#define FTW_SKIP_SIBLINGS 3
#endif

static char top[] = "/tmp/nacre-nftw-XXXXXX";
// What count() found in the last walk. in_its_directory is the number of calls in which the current directory was the
// one that contains the file.
static int calls, deepest, types[8], in_its_directory, most_descriptors, descriptors_before;
static ino_t wanted;    // an inode for which count() counts its calls
static int wanted_seen; // the number of these calls in the last walk

static int open_descriptors(void)
{
	int n = 0;
	for (int fd = 0; fd < 64; fd++) n += fcntl(fd, F_GETFD) != -1;
	return n;
}

static int count(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	struct stat here;
	calls++;
	types[type]++;
	if (ftw->level > deepest) deepest = ftw->level;
	if (!lstat(path + ftw->base, &here) && here.st_ino == st->st_ino) in_its_directory++;
	int now = open_descriptors();
	if (now > most_descriptors) most_descriptors = now;
	wanted_seen += st->st_ino == wanted;
	return 0;
}

static int walk(const char *path, int limit, int flags)
{
	calls = deepest = in_its_directory = most_descriptors = wanted_seen = 0;
	memset(types, 0, sizeof types);
	descriptors_before = open_descriptors();
	return nftw(path, count, limit, flags);
}

static void make(const char *path)
{
	if (mkdir(path, 0755)) perror(path), exit(2);
}
static void touch(const char *path)
{
	int fd = open(path, O_CREAT | O_WRONLY, 0644);
	if (fd < 0) perror(path), exit(2);
	close(fd);
}

static int delete_tree(int at, const char *name)
{
	if (!unlinkat(at, name, 0)) return 0;
	if (!unlinkat(at, name, AT_REMOVEDIR)) return 0;
	// Moves each subdirectory up into the folder `top`, where the caller deletes it later. A recursion would be too deep.
	int fd = openat(at, name, O_RDONLY | O_DIRECTORY);
	if (fd < 0) return -1;
	DIR *d = fdopendir(fd);
	struct dirent *e;
	static int number;
	while ((e = readdir(d))) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
		if (!unlinkat(fd, e->d_name, 0)) continue;
		char lifted[32];
		sprintf(lifted, "lifted-%d", number++);
		int base = open(top, O_RDONLY | O_DIRECTORY);
		renameat(fd, e->d_name, base, lifted);
		close(base);
	}
	closedir(d);
	return unlinkat(at, name, AT_REMOVEDIR);
}
static void clean(void)
{
	for (int again = 1; again;) {
		again = 0;
		DIR *d = opendir(top);
		struct dirent *e;
		while (d && (e = readdir(d))) {
			if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")) continue;
			if (!delete_tree(dirfd(d), e->d_name)) again = 1;
		}
		if (d) closedir(d);
	}
	rmdir(top);
}
static int begin(void)
{
	if (!mkdtemp(top) || chdir(top)) return perror(top), 0;
	return !atexit(clean);
}

// Creates a/b/c/d/e with a file at each level.
static void five_levels(void)
{
	make("a"), make("a/b"), make("a/b/c"), make("a/b/c/d"), make("a/b/c/d/e");
	touch("a/1"), touch("a/2"), touch("a/b/1"), touch("a/b/2"), touch("a/b/c/1"), touch("a/b/c/d/1"), touch("a/b/c/d/e/1");
	make("a/z"), make("a/z/y"), touch("a/z/y/1");
}

static int descriptor_limit(void)
{
	if (!begin()) return 2;
	five_levels();
	for (int limit = -1; limit < 8; limit++) {
		EXPECT(walk("a", limit, FTW_PHYS) == 0);
		EXPECT(calls == 15 && types[FTW_D] == 7 && types[FTW_F] == 8 && deepest == 5);
		EXPECT(most_descriptors - descriptors_before <= (limit < 1 ? 1 : limit));
		EXPECT(walk("a/", limit, FTW_DEPTH) == 0);
		EXPECT(calls == 15 && types[FTW_DP] == 7 && types[FTW_F] == 8 && deepest == 5);
		EXPECT(open_descriptors() == descriptors_before);
	}
	return 0;
}

static int change_directory(void)
{
	char before[PATH_MAX], after[PATH_MAX];
	if (!begin()) return 2;
	five_levels();
	make("w");
	EXPECT(!rename("a", "w/a"));
	EXPECT(getcwd(before, sizeof before));
	for (int limit = 1; limit < 8; limit++)
		for (int flags = 0; flags < 16; flags++) {
			if (!(flags & FTW_CHDIR)) continue;
			EXPECT(walk("w/a", limit, flags) == 0);
			EXPECT(calls == 15 && in_its_directory == 15);
			EXPECT(getcwd(after, sizeof after) && !strcmp(before, after));
		}
	char path[PATH_MAX + 8];
	snprintf(path, sizeof path, "%s/w/a", before);
	EXPECT(walk(path, 3, FTW_CHDIR) == 0 && in_its_directory == 15);
	return 0;
}

static int stop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)path, (void)st, (void)type;
	return ftw->level == 2 ? 7 : 0;
}
static int returns_home(void)
{
	char before[PATH_MAX], after[PATH_MAX];
	if (!begin()) return 2;
	five_levels();
	EXPECT(getcwd(before, sizeof before));
	// Stock musl ends in this directory because it never leaves it. So the test first checks that nftw changes the directory.
	EXPECT(walk("a", 5, FTW_CHDIR) == 0 && in_its_directory == 15);
	EXPECT(nftw("a", stop, 5, FTW_CHDIR) == 7);
	EXPECT(getcwd(after, sizeof after) && !strcmp(before, after));
	return 0;
}

static int linked_directory(void)
{
	struct stat st;
	if (!begin()) return 2;
	// t/z and t/e/d are links to t/d, and t/d/up is a link to t. Each of the directories t, t/d and t/e must be
	// reported once.
	make("t"), make("t/d"), touch("t/d/file"), make("t/e");
	EXPECT(!symlink("d", "t/z") && !symlink("../../t", "t/d/up") && !symlink("../d", "t/e/d"));
	EXPECT(!stat("t/d", &st));
	wanted = st.st_ino;
	for (int limit = 1; limit < 5; limit++)
		for (int flags = 0; flags < 16; flags++) {
			if (flags & FTW_PHYS) continue;
			EXPECT(walk("t", limit, flags) == 0);
			EXPECT(wanted_seen == 1 && types[FTW_F] == 1);
			EXPECT(types[flags & FTW_DEPTH ? FTW_DP : FTW_D] == 3 && calls == 4);
		}
	EXPECT(walk("t", 5, FTW_PHYS) == 0);
	EXPECT(types[FTW_SL] == 3 && types[FTW_D] == 3 && types[FTW_F] == 1);
	return 0;
}

static int links_to_nothing(void)
{
	if (!begin()) return 2;
	make("t"), touch("t/file");
	// A link to nothing, a link to itself, and a link to a path below a regular file.
	EXPECT(!symlink("nothing", "t/none") && !symlink("round", "t/round") && !symlink("file/below", "t/below"));
	EXPECT(walk("t", 3, 0) == 0);
	EXPECT(types[FTW_SLN] == 3 && types[FTW_F] == 1 && types[FTW_D] == 1);
	EXPECT(walk("t/none", 3, 0) == 0 && types[FTW_SLN] == 1);
	return 0;
}

// When nftw reports the first of the eight files, removes the seven others.
static int remove_others(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	static int removed;
	(void)st, (void)type;
	if (ftw->level != 1 || removed++) return 0;
	for (char other[] = "t/0"; other[2] < '8'; other[2]++)
		if (strcmp(other, path)) unlink(other);
	return 0;
}
static int removed_meanwhile(void)
{
	if (!begin()) return 2;
	make("t");
	for (char name[] = "t/0"; name[2] < '8'; name[2]++) touch(name);
	EXPECT(nftw("t", remove_others, 3, 0) == 0);
	errno = 0;
	EXPECT(nftw("missing", count, 3, 0) == -1 && errno == ENOENT);
	return 0;
}

// Creates nested directories whose longest path exceeds 3 * PATH_MAX. Every 50th directory has two further entries, x and y.
enum { kDeep = 3 * PATH_MAX / 50 };
static int make_deep(void)
{
	char name[51];
	memset(name, 'n', 50);
	name[50] = 0;
	int at = AT_FDCWD;
	for (int i = 0; i < kDeep; i++) {
		if (mkdirat(at, i ? name : "deep", 0755)) return 0;
		int next = openat(at, i ? name : "deep", O_RDONLY | O_DIRECTORY);
		if (at != AT_FDCWD) close(at);
		at = next;
		for (char other[] = "x"; i % 50 == 0 && other[0] < 'z'; other[0]++)
			if (mkdirat(at, other, 0755)) return 0;
	}
	close(at);
	return 1;
}
static int beyond_path_max(void)
{
	if (!begin()) return 2;
	if (!make_deep()) CANNOT("no room for a deep tree");
	const int all = kDeep + 2 * ((kDeep + 49) / 50);
	// The deepest entry is the last directory, or, if it has further entries, one of these.
	for (int limit = 1; limit < 41; limit += limit < 4 ? 1 : 36) {
		EXPECT(walk("deep", limit, FTW_PHYS) == 0);
		EXPECT(calls == all && types[FTW_D] == all && deepest == kDeep - 1 + (kDeep % 50 == 1));
		EXPECT(open_descriptors() == descriptors_before);
		EXPECT(walk("deep", limit, FTW_DEPTH | FTW_CHDIR) == 0);
		EXPECT(calls == all && types[FTW_DP] == all && in_its_directory == all);
		EXPECT(open_descriptors() == descriptors_before);
	}
	return 0;
}

static int skip(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)ftw;
	calls++;
	types[type]++;
	if (!strcmp(path, "a/b/c")) return FTW_SKIP_SUBTREE;
	if (!strcmp(path, "a/z/y")) return FTW_SKIP_SIBLINGS;
	return 0;
}
static int skip_in_a_directory(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)path, (void)st, (void)type;
	calls++;
	return ftw->level == 1 ? FTW_SKIP_SIBLINGS : 0;
}
static int stop_at_once(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)path, (void)st, (void)type, (void)ftw;
	return FTW_STOP;
}
static int action_results(void)
{
	if (!begin()) return 2;
	five_levels();
	calls = 0;
	EXPECT(nftw("a", skip, 3, FTW_PHYS | FTW_ACTIONRETVAL) == 0);
	// nftw visits a, a/1, a/2, a/b, a/b/1, a/b/2, a/b/c, a/z and a/z/y, and nothing below a/b/c and a/z/y.
	EXPECT(calls == 9);
	calls = 0;
	EXPECT(nftw("a", skip_in_a_directory, 3, FTW_PHYS | FTW_ACTIONRETVAL) == 0);
	EXPECT(calls == 2);
	EXPECT(nftw("a", stop_at_once, 3, FTW_ACTIONRETVAL) == FTW_STOP);
	// Without the flag, FTW_SKIP_SUBTREE ends the walk like any nonzero result.
	EXPECT(nftw("a", skip, 3, FTW_PHYS) != 0);
	return 0;
}

static int unreadable(void)
{
	// nftw cannot open t/closed, so it has no descriptor of it, and must not use one for FTW_CHDIR.
	if (!begin()) return 2;
	make("t"), make("t/closed"), make("t/open"), touch("t/open/file");
	if (!geteuid() && (chown("t/closed", 65534, -1) || chmod(top, 0755) || seteuid(65534))) CANNOT("root cannot become user 65534");
	EXPECT(!chmod("t/closed", 0));
	int bad = walk("t", 3, FTW_CHDIR) || calls != 4 || types[FTW_DNR] != 1 || types[FTW_D] != 2 || in_its_directory != 4;
	int bad_depth = walk("t", 1, FTW_DEPTH) || calls != 4 || types[FTW_DNR] != 1 || types[FTW_DP] != 2;
	chmod("t/closed", 0755);
	if (geteuid() == 65534 && seteuid(getuid())) return 2;
	EXPECT(!bad);
	EXPECT(!bad_depth);
	return 0;
}

static int ordinary(void)
{
	if (!begin()) return 2;
	five_levels();
	EXPECT(!symlink("1", "a/link"));
	EXPECT(walk("a", 10, FTW_PHYS) == 0 && calls == 16 && types[FTW_D] == 7 && types[FTW_SL] == 1 && deepest == 5);
	EXPECT(walk("a", 10, FTW_DEPTH) == 0 && calls == 16 && types[FTW_DP] == 7 && types[FTW_F] == 9);
	EXPECT(walk("a/1", 10, 0) == 0 && calls == 1 && types[FTW_F] == 1);
	EXPECT(walk("a", 10, FTW_MOUNT) == 0 && calls == 16);
	EXPECT(nftw("a", stop, 10, 0) == 7);
	EXPECT(nftw("missing", count, 10, 0) == -1 && errno == ENOENT);
	return 0;
}

CASES({"descriptor-limit", "nftw visits all levels with no more descriptors than its limit", descriptor_limit},
      {"change-directory", "nftw with FTW_CHDIR calls the function in the directory of the file", change_directory},
      {"returns-home", "nftw with FTW_CHDIR ends in the directory where it began", returns_home},
      {"linked-directory", "nftw without FTW_PHYS reports a directory once, even if symbolic links lead to it", linked_directory},
      {"links-to-nothing", "nftw reports dangling links as FTW_SLN", links_to_nothing},
      {"removed-meanwhile", "nftw continues when an entry is removed", removed_meanwhile},
      {"beyond-path-max", "nftw walks trees with paths above PATH_MAX", beyond_path_max},
      {"action-results", "nftw supports FTW_ACTIONRETVAL", action_results},
      {"unreadable", "nftw reports a directory that it cannot read, with FTW_CHDIR too", unreadable},
      {"ordinary", "nftw visits each file once with its type and level", ordinary})
