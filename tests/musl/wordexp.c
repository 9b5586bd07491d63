/* SPDX-License-Identifier: MIT */
// Tests wordexp with forbidden characters and with its flags.
#define _GNU_SOURCE
#include "cases.h"
#include <stdlib.h>
#include <unistd.h>
#include <wordexp.h>

// Returns the words with | between them, or an error of wordexp as "error 2".
static const char *expand(const char *words, int flags)
{
	static char text[200];
	wordexp_t we = {0};
	int error = wordexp(words, &we, flags);
	*text = 0;
	if (error) return sprintf(text, "error %d", error), text;
	for (size_t i = 0; i < we.we_wordc; i++) sprintf(text + strlen(text), "%s%s", i ? "|" : "", we.we_wordv[i]);
	wordfree(&we);
	return text;
}
static int is(const char *words, int flags, const char *expected)
{
	const char *found = expand(words, flags);
	if (!strcmp(found, expected)) return 1;
	fprintf(stderr, "%s, flags %d: result %s, expected %s\n", words, flags, found, expected);
	return 0;
}
static int refused(const char *words, int flags, int error)
{
	char expected[20];
	sprintf(expected, "error %d", error);
	return is(words, flags, expected);
}

static int bad_characters(void)
{
	static const char *bad[] = {"a;b", "a|b", "a&b", "a<b", "a>b", "(a)", "a)", "{a}", "a}", "a\nb", "a;touch nacre-ran", "$(echo a);touch nacre-ran",
				    "${HOME};touch nacre-ran", "\"a\";touch nacre-ran", "a\\\\;touch nacre-ran", "`echo a`;touch nacre-ran", "$((1));touch nacre-ran"};
	char dir[] = "/tmp/nacre-words-XXXXXX";
	if (!mkdtemp(dir) || chdir(dir)) return 2;
	int good = 1;
	for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) good &= refused(bad[i], 0, WRDE_BADCHAR);
	int ran = !access("nacre-ran", F_OK);
	unlink("nacre-ran");
	rmdir(dir);
	EXPECT(!ran);
	EXPECT(good);
	return 0;
}

static int no_commands(void)
{
	setenv("FOO", "a b", 1);
	EXPECT(is("${FOO}", WRDE_NOCMD, "a|b") && is("\"${FOO}\"", WRDE_NOCMD, "a b") && is("${NOPE:-x;y}", WRDE_NOCMD, "x;y"));
	EXPECT(is("$((1+(2*3)))", WRDE_NOCMD, "7") && is("'$(x)'", WRDE_NOCMD, "$(x)") && is("\\$\\(x\\)", WRDE_NOCMD, "$(x)"));
	static const char *commands[] = {"$(echo)", "`echo`", "\"$(echo)\"", "\"`echo`\"", "${NOPE:-$(echo)}", "\"${NOPE:-`echo`}\"", "$(($(echo 1)))", "$((echo) )"};
	for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++) EXPECT(refused(commands[i], WRDE_NOCMD, WRDE_CMDSUB));
	// Shells disagree about the end of these quotes, so wordexp cannot tell whether a command follows.
	EXPECT(refused("$'\\' ';echo #'", WRDE_NOCMD, WRDE_SYNTAX) && refused("\"${NOPE-'}'}\"", WRDE_NOCMD, WRDE_SYNTAX));
	return 0;
}

static int undefined_variables(void)
{
	unsetenv("NOPE");
	EXPECT(refused("a $NOPE", WRDE_UNDEF, WRDE_BADVAL) && refused("\"${NOPE}\"", WRDE_UNDEF, WRDE_BADVAL) && is("a${NOPE-b}", WRDE_UNDEF, "ab"));
	EXPECT(refused("'a", WRDE_UNDEF, WRDE_SYNTAX) && refused("${NOPE", WRDE_UNDEF, WRDE_SYNTAX));
	return 0;
}

static int quiet(void)
{
	// Error 5 is WRDE_SYNTAX. Standard error is a pipe, so the messages can be counted.
	char seen[100];
	int ends[2];
	if (pipe(ends) || dup2(ends[1], 2) < 0) return 2;
	close(ends[1]);
	int all_failed = !strcmp(expand("$((1 +* 2))", 0), "error 5") && !strcmp(expand("${NOPE?message}", 0), "error 5") && !strcmp(expand("'a", 0), "error 5");
	close(2);
	int n = read(ends[0], seen, sizeof seen);
	if (dup2(1, 2) < 0) return 2;
	EXPECT(all_failed);
	EXPECT(n == 0);
	return 0;
}

static int ordinary(void)
{
	setenv("FOO", "a b", 1);
	EXPECT(is("$FOO \"$FOO\" '$FOO' \\$FOO", 0, "a|b|a b|$FOO|$FOO") && is("$(echo hi there)", 0, "hi|there") && is("`echo hi`", 0, "hi"));
	EXPECT(is("$((1+2)) ${FOO} ${NOPE:-d}", 0, "3|a|b|d") && is("", 0, "") && is("/et[c]", 0, "/etc") && is("\"a;b\" 'c|d' e\\&f", 0, "a;b|c|d|e&f"));
	EXPECT(is("$(case x in (x) echo \"y)\";; esac)", 0, "y)") && is("$(echo $(echo a; echo b) | cat)", 0, "a|b"));
	EXPECT(refused("'a", 0, WRDE_SYNTAX) && refused("\"a", 0, WRDE_SYNTAX) && refused("$(echo", 0, WRDE_SYNTAX));
	EXPECT(refused("$(echo)", WRDE_NOCMD, WRDE_CMDSUB) && refused("a;b", WRDE_NOCMD, WRDE_BADCHAR));
	return 0;
}

CASES({"bad-characters", "wordexp rejects the characters that POSIX forbids", bad_characters},
      {"no-commands", "wordexp with WRDE_NOCMD expands parameters and rejects commands", no_commands},
      {"undefined-variables", "wordexp with WRDE_UNDEF returns WRDE_BADVAL", undefined_variables},
      {"quiet", "wordexp without WRDE_SHOWERR prints no messages", quiet},
      {"ordinary", "wordexp expands variables, commands, arithmetic, patterns and quotes", ordinary})
