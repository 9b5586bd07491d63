/* SPDX-License-Identifier: MIT */
// Tests addmntent and getmntent.
#define _GNU_SOURCE
#include "cases.h"
#include <errno.h>
#include <mntent.h>

static int same(const struct mntent *a, const struct mntent *b)
{
	return a && !strcmp(a->mnt_fsname, b->mnt_fsname) && !strcmp(a->mnt_dir, b->mnt_dir) && !strcmp(a->mnt_type, b->mnt_type) &&
	       !strcmp(a->mnt_opts, b->mnt_opts) && a->mnt_freq == b->mnt_freq && a->mnt_passno == b->mnt_passno;
}

static int escapes(void)
{
	struct mntent entry = {"//host/my files", "/a\tb\nc\\040d", "cifs", "user=x y", 1, 2};
	char line[200];
	FILE *f = tmpfile();
	if (!f) CANNOT("no temporary file");
	EXPECT(addmntent(f, &entry) == 0);
	rewind(f);
	EXPECT(same(getmntent(f), &entry) && !getmntent(f));
	rewind(f);
	EXPECT(fgets(line, sizeof line, f) && strstr(line, "//host/my\\040files") && strstr(line, "/a\\011b\\012c\\134040d"));
	EXPECT(!fgets(line, sizeof line, f));
	fclose(f);
	return 0;
}

static int no_space(void)
{
	struct mntent entry = {"a", "b", "c", "d", 0, 0};
	FILE *f = fopen("/dev/full", "r+");
	if (!f) CANNOT("/dev/full is not available");
	EXPECT(addmntent(f, &entry) == 1);
	fclose(f);
	return 0;
}

static int last_line(void)
{
	static const char text[] = "a /b c d 1 2\ne /f g h 3 4";
	struct mntent second = {"e", "/f", "g", "h", 3, 4}, entry;
	char line[100];
	FILE *f = fmemopen((char *)text, sizeof text - 1, "r");
	EXPECT(f && getmntent(f) && same(getmntent(f), &second) && !getmntent(f));
	rewind(f);
	EXPECT(getmntent_r(f, &entry, line, sizeof line) && same(getmntent_r(f, &entry, line, sizeof line), &second));
	EXPECT(!getmntent_r(f, &entry, line, sizeof line));
	fclose(f);
	return 0;
}

static int ordinary(void)
{
	struct mntent first = {"a", "/b", "c", "d,e=f", 1, 2}, entry;
	char line[8];
	FILE *f = tmpfile();
	if (!f) CANNOT("no temporary file");
	fputs("# comment\n\n", f);
	EXPECT(addmntent(f, &first) == 0);
	fputs("g\\040h i j k\nlonger than eight bytes\nl m n o 0 0\n", f);
	rewind(f);
	EXPECT(same(getmntent(f), &first) && hasmntopt(&first, "e") && !hasmntopt(&first, "f"));
	const struct mntent *next = getmntent(f);
	EXPECT(next && !strcmp(next->mnt_fsname, "g h") && next->mnt_freq == 0 && next->mnt_passno == 0);
	errno = 0;
	EXPECT(!getmntent_r(f, &entry, line, sizeof line) && errno == ERANGE);
	next = getmntent(f);
	EXPECT(next && !strcmp(next->mnt_opts, "o") && !getmntent(f));
	fclose(f);
	return 0;
}

CASES({"escapes", "addmntent escapes white space and backslashes, and getmntent reads them again", escapes},
      {"no-space", "addmntent reports that there is no space", no_space},
      {"last-line", "getmntent reads the last line of a file that does not end with a newline", last_line},
      {"ordinary", "addmntent and getmntent write and read entries", ordinary})
