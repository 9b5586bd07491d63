/* SPDX-License-Identifier: MIT */
// Tests fnmatch with backslashes and collating elements in brackets, and with invalid UTF-8.
#define _GNU_SOURCE
#include "cases.h"
#include <fnmatch.h>
#include <locale.h>

// Returns whether fnmatch gives the expected result: 1 for a match, 0 for no match.
static int is(int expected, const char *pattern, const char *text, int flags)
{
	int found = fnmatch(pattern, text, flags);
	if ((found == 0) == expected && (found == 0 || found == FNM_NOMATCH)) return 1;
	fprintf(stderr, "pattern %s, text %s, flags %d: fnmatch returned %d, expected %d\n", pattern, text, flags, found,
		expected ? 0 : FNM_NOMATCH);
	return 0;
}

static int escapes_in_brackets(void)
{
	EXPECT(is(1, "[\\]]", "]", 0) && is(1, "[a\\]b]", "]", 0) && is(1, "[a\\]b]", "b", 0) && is(0, "[\\]]", "\\", 0));
	EXPECT(is(1, "[\\a-c]", "b", 0) && is(1, "[a-\\c]", "b", 0) && is(1, "[a\\-c]", "-", 0) && is(0, "[a\\-c]", "b", 0));
	EXPECT(is(1, "x[!\\]]y", "xay", 0) && is(0, "x[!\\]]y", "x]y", 0));
	EXPECT(is(1, "[\\a]", "\\", FNM_NOESCAPE) && is(0, "[\\]]", "]", FNM_NOESCAPE) && is(1, "[\\]]", "\\]", FNM_NOESCAPE));
	EXPECT(is(1, "*[\\]]*[\\]]", "a]b]", 0));
	return 0;
}

static int collating_elements(void)
{
	EXPECT(is(1, "[[.a.]]", "a", 0) && is(0, "[[.a.]]", "b", 0) && is(1, "[[=a=]]", "a", 0) && is(0, "[![=a=]]", "a", 0));
	EXPECT(is(1, "[[.-.]]", "-", 0) && is(1, "[[.].]]", "]", 0) && is(1, "[[.a.]-[.c.]]", "b", 0) && is(1, "[[.a.]-c]x", "bx", 0));
	EXPECT(is(0, "[[.nosuch.]]", "n", 0) && is(1, "*[[=b=]]", "ab", 0));
	return 0;
}

// Each byte of an invalid sequence counts as one character.
static int invalid_bytes(void)
{
	if (!setlocale(LC_CTYPE, "C.UTF-8")) CANNOT("no UTF-8 locale");
	EXPECT(is(1, "\xff", "\xff", 0) && is(0, "\xff", "\xfe", 0) && is(1, "?", "\xff", 0) && is(1, "a?c", "a\xc3" "c", 0));
	EXPECT(is(1, "*.\xff?", "x.\xff\xfe", 0) && is(1, "*\xff*", "ab\xff", 0) && is(1, "[!a]", "\xff", 0) && is(1, "[\xff]", "\xff", 0));
	EXPECT(is(1, "??", "\xe4\xb8", 0) && is(1, "*??", "\xe4\xb8", 0) && is(0, "*???", "\xe4\xb8", 0) && is(1, "*?", "\xe4\xb8\xad", 0));
	EXPECT(is(0, "??", "\xe4\xb8\xad", 0) && is(1, "\xff*\xfe", "\xff" "abc\xfe", 0) && is(1, "*\xff.txt", "caf\xff.txt", 0));
	return 0;
}

static int ordinary(void)
{
	EXPECT(is(1, "a*b", "a/b", 0) && is(0, "a*b", "a/b", FNM_PATHNAME) && is(0, "*", ".", FNM_PERIOD) && is(0, "[.]a", ".a", FNM_PERIOD));
	EXPECT(is(1, "[]a]", "]", 0) && is(1, "[a-]", "-", 0) && is(1, "[[:alpha:]]", "x", 0) && is(1, "[", "[", 0) && is(1, "[a", "[a", 0));
	EXPECT(is(1, "\\*", "*", 0) && is(1, "\\*", "\\*", FNM_NOESCAPE) && is(1, "a", "A", FNM_CASEFOLD) && is(1, "a", "a/b", FNM_LEADING_DIR));
	EXPECT(is(1, "*a*b*c", "xaxbxc", 0) && is(0, "*a*b*c", "xaxcxb", 0) && is(1, "", "", 0) && is(1, "*", "", 0) && is(0, "[z-a]", "m", 0));
	EXPECT(is(0, "[a/b]", "/", FNM_PATHNAME) && is(1, "*/b", "a/b", FNM_PATHNAME) && is(1, "[^a]", "b", 0));
	if (!setlocale(LC_CTYPE, "C.UTF-8")) return 0;
	EXPECT(is(1, "\xc3\xa4?", "\xc3\xa4\xc3\xb6", 0) && is(1, "[\xc3\xa4-\xc3\xb6]", "\xc3\xa5", 0));
	return 0;
}

CASES({"escapes-in-brackets", "fnmatch interprets a backslash in a bracket expression as POSIX requires", escapes_in_brackets},
      {"collating-elements", "fnmatch supports [.x.] and [=x=] of one character", collating_elements},
      {"invalid-bytes", "fnmatch matches file names that are not UTF-8", invalid_bytes},
      {"ordinary", "fnmatch supports wildcards, brackets and all flags", ordinary})
