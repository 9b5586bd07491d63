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

// Adds an alternation of 2^depth letters. Nested groups keep regcomp's sets of positions small.
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

// A pattern with 2^32 transitions, from each of 65536 letters to each of them. regcomp must return REG_ESPACE.
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

// The next two tests call regcomp's allocator directly, because a pattern that needs such large blocks would need more
// memory than a test has. For a large request, the allocator gets a block of eight times the size from malloc, and serves later
// requests from the rest of the block.
void *__tre_mem_new_impl(int, void *);
void *__tre_mem_alloc_impl(void *, int, void *, int, size_t);
void __tre_mem_destroy(void *);

static int large_block(void)
{
	void *memory = __tre_mem_new_impl(0, 0);
	EXPECT(memory);
	size_t size = (size_t)1 << 29;
	char *block = __tre_mem_alloc_impl(memory, 0, 0, 0, size);
	// The allocation fails on a machine with little memory.
	if (!block) return 0;
	block[0] = block[size / 2] = block[size - 1] = 1;
	__tre_mem_destroy(memory);
	return 0;
}

// regcomp counts in ints, so its allocator must limit the total size. Its limit is 32 GiB; 400 requests of 128 MiB are
// 50 GiB.
static int total_size(void)
{
	void *memory = __tre_mem_new_impl(0, 0);
	EXPECT(memory);
	// The blocks are not written, so they use only address space.
	for (int i = 0; i < 400; i++)
		if (!__tre_mem_alloc_impl(memory, 0, 0, 0, (size_t)1 << 27)) {
			if (i < 240) CANNOT("malloc cannot reserve 30 GiB of addresses; see RLIMIT_AS and vm.overcommit_memory");
			return 0;
		}
	fprintf(stderr, "the allocator returned 50 GiB, expected a failure above 32 GiB\n");
	return 1;
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

// Returns whether the pattern `text` matches the string from `start` to `end`, or, if `start` is -1, does not match it.
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

// Returns whether the pattern matches somewhere in the text, or -1 if regcomp rejects the pattern.
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

static int leftmost(void)
{
	EXPECT(matches("(.|[ab].|Ba[a-c])(B.[^a]|[a-c]bB|.){1,2}", "dacAB\n", REG_EXTENDED, 0, 3));
	EXPECT(matches("(.d[[:lower:]]|[a-c]|B[a-c]){1,2}(cd|d)?(d[[:lower:]]|b|.){1,2}", "acBbd\nA", REG_EXTENDED, 0, 4));
	return 0;
}

CASES({"ordinary", "regcomp and regexec match ordinary patterns", ordinary},
      {"transitions", "regcomp rejects more transitions than it can count (CVE-2026-107891)", transitions},
      {"large-block", "regcomp allocates large blocks in full (CVE-2026-107891)", large_block},
      {"total-size", "regcomp bounds the memory of one pattern (CVE-2026-107891)", total_size},
      {"open-group", "regcomp rejects a back reference to a group that is not closed", open_group},
      {"leftmost", "regexec does not replace a match by a longer one that begins later", leftmost},
      {"collating-elements", "regcomp supports [.x.] and [=x=] of one character", collating_elements})
