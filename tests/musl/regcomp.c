/* SPDX-License-Identifier: MIT */
/* build: static (uses internals of musl) */
// Tests regcomp: CVE-2026-107891, back references to open groups, and collating elements.
#define _GNU_SOURCE
#include "cases.h"
#include <regex.h>
#include <stdlib.h>

static char *pattern;
static size_t length;

static void add(const char *text)
{
	length = stpcpy(pattern + length, text) - pattern;
}

// 2^depth letters. That they are in groups within groups keeps their union small.
static void add_alternatives(int depth)
{
	if (depth == 0) {
		add("a");
		return;
	}
	add("(");
	add_alternatives(depth - 1);
	add("|");
	add_alternatives(depth - 1);
	add(")");
}

// From each of 65536 letters to each: 2^32 transitions. There is no room for them, and it must be said.
static int transitions(void)
{
	regex_t compiled;
	pattern = malloc(1 << 20);
	EXPECT(pattern);
	add_alternatives(16);
	add("*");
	EXPECT(regcomp(&compiled, pattern, REG_EXTENDED | REG_NOSUB) == REG_ESPACE);
	return 0;
}

// The allocator of regcomp, which takes eight times as much at once. Sets of so many positions take more
// memory to come by than a test has.
void *__tre_mem_new_impl(int, void *);
void *__tre_mem_alloc_impl(void *, int, void *, int, size_t);
void __tre_mem_destroy(void *);

static int large_block(void)
{
	void *memory = __tre_mem_new_impl(0, 0);
	EXPECT(memory);
	size_t size = (size_t)1 << 29;
	char *block = __tre_mem_alloc_impl(memory, 0, 0, 0, size);
	// A small machine may refuse.
	if (!block) return 0;
	block[0] = block[size / 2] = block[size - 1] = 1;
	__tre_mem_destroy(memory);
	return 0;
}

// With as many as fit an int and more, what is counted in ints cannot be counted.
static int no_end_of_blocks(void)
{
	void *memory = __tre_mem_new_impl(0, 0);
	EXPECT(memory);
	// Nothing is written, so nothing is there but addresses.
	for (int i = 0; i < 400; i++)
		if (!__tre_mem_alloc_impl(memory, 0, 0, 0, (size_t)1 << 27)) {
			if (i < 240) CANNOT("this machine gives no 30 GiB of addresses");
			return 0;
		}
	EXPECT(!"an end");
	return 0;
}

static int compiles_to(const char *text)
{
	regex_t compiled;
	int result = regcomp(&compiled, text, 0);
	if (!result) regfree(&compiled);
	return result;
}

static int open_group(void)
{
	EXPECT(compiles_to("\\(a\\1\\)") == REG_ESUBREG);
	EXPECT(compiles_to("\\(^a*\\1\\)*") == REG_ESUBREG);
	EXPECT(compiles_to("\\1\\(a\\)") == REG_ESUBREG);
	EXPECT(compiles_to("\\(\\(a\\)\\1\\)") == REG_ESUBREG);
	EXPECT(compiles_to("\\(a\\)\\|\\(\\2\\)") == REG_ESUBREG);
	return 0;
}

static int matches(const char *text, const char *string, int flags, int start, int end)
{
	regex_t compiled;
	regmatch_t match[2];
	if (regcomp(&compiled, text, flags)) return 0;
	int result = regexec(&compiled, string, 2, match, 0);
	regfree(&compiled);
	return start < 0 ? result == REG_NOMATCH : !result && match[0].rm_so == start && match[0].rm_eo == end;
}

static int ordinary(void)
{
	EXPECT(matches("\\(ab*\\)c\\1", "xabbcabb", 0, 1, 8));
	EXPECT(matches("\\(a\\)\\(b\\)\\2\\1", "abba", 0, 0, 4));
	EXPECT(matches("\\(\\(a\\)\\2\\)*", "aaaa", 0, 0, 4));
	EXPECT(matches("\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\(.\\)\\9\\1", "abcdefghiia", 0, 0, 11));
	EXPECT(matches("\\(a\\)\\1", "ab", 0, -1, 0));
	EXPECT(matches("(foo|bar){2,3}x?", "foobarfoox", REG_EXTENDED, 0, 10));
	EXPECT(matches("^([[:alpha:]_][[:alnum:]_]*)$", "name_1", REG_EXTENDED, 0, 6));
	EXPECT(matches("(a{255}){3}", "a", REG_EXTENDED, -1, 0));
	EXPECT(matches("[^b-y]+", "abz", REG_EXTENDED, 0, 1));
	EXPECT(matches("HELLO", "say hello", REG_ICASE, 4, 9));
	EXPECT(compiles_to("\\(a\\)\\2") == REG_ESUBREG);
	EXPECT(compiles_to("\\(a") == REG_EPAREN);
	EXPECT(compiles_to("a\\{2,1\\}") == REG_BADBR);
	return 0;
}

static int finds(const char *pattern, const char *text)
{
	regex_t compiled;
	if (regcomp(&compiled, pattern, REG_NOSUB)) return -1;
	int result = regexec(&compiled, text, 0, 0, 0);
	regfree(&compiled);
	return !result;
}
static int collating_elements(void)
{
	EXPECT(finds("^[[=a=]]$", "a") == 1 && finds("^[[=a=]]$", "b") == 0 && finds("^[^[=a=]]$", "b") == 1);
	EXPECT(finds("^[[.-.]x]$", "-") == 1 && finds("^[[.].]]$", "]") == 1 && finds("^[[.a.]-[.c.]]$", "b") == 1);
	EXPECT(finds("^[+--[.a.]]$", "+") == 1);
	EXPECT(finds("[[.nosuch.]]", "a") == -1 && finds("[[=ab=]]", "a") == -1 && finds("[[.a", "a") == -1 && finds("[[.", "a") == -1);
	return 0;
}

CASES({"ordinary", "behaves as musl does elsewhere", ordinary},
      {"transitions", "regcomp rejects more transitions than it can count (CVE-2026-107891)", transitions},
      {"large-block", "regcomp allocates large blocks in full (CVE-2026-107891)", large_block},
      {"no-end-of-blocks", "regcomp bounds the memory of one pattern (CVE-2026-107891)", no_end_of_blocks},
      {"open-group", "regcomp rejects a back reference to a group that is not closed", open_group},
      {"collating-elements", "regcomp takes [.x.] and [=x=] of one character", collating_elements})
