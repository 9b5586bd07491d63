/* SPDX-License-Identifier: MIT */
// Tests that fgetwc and fgetws report invalid bytes.
#define _GNU_SOURCE
#include "cases.h"
#include <errno.h>
#include <locale.h>
#include <wchar.h>

// Returns a stream that reads these n bytes in the locale C.UTF-8, or null.
static FILE *text(const char *bytes, size_t n)
{
	FILE *f = setlocale(LC_CTYPE, "C.UTF-8") ? tmpfile() : 0;
	if (!f) return 0;
	fwrite(bytes, 1, n, f);
	rewind(f);
	return f;
}

static int error_indicator(void)
{
	wchar_t line[20];
	FILE *f = text("a\xff" "b\n", 4);
	if (!f) CANNOT("no UTF-8 locale, or no temporary file");
	EXPECT(fgetwc(f) == 'a' && !ferror(f));
	errno = 0;
	EXPECT(fgetwc(f) == WEOF && errno == EILSEQ && ferror(f) && !feof(f));
	fclose(f);
	f = text("a\x80" "b\n", 4);
	errno = 0;
	EXPECT(!fgetws(line, 20, f) && errno == EILSEQ && ferror(f));
	fclose(f);
	return 0;
}

static int ordinary(void)
{
	wchar_t line[20];
	FILE *f = text("\xc3\xa4" "b\nc\xc3", 6);
	if (!f) CANNOT("no UTF-8 locale, or no temporary file");
	EXPECT(fgetws(line, 20, f) && !wcscmp(line, L"\u00e4b\n"));
	EXPECT(fgetws(line, 2, f) && !wcscmp(line, L"c"));
	errno = 0;
	EXPECT(!fgetws(line, 20, f) && errno == EILSEQ && ferror(f));
	fclose(f);
	return 0;
}

CASES({"error-indicator", "fgetwc and fgetws report a byte that is not a character", error_indicator},
      {"ordinary", "fgetws reads lines, and reports an incomplete character at the end", ordinary})
