/* SPDX-License-Identifier: MIT */
// Tests the address and the size that open_memstream and open_wmemstream store.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <wchar.h>

static char *const kOther = (char *)1;

static int position(void)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	EXPECT(stream && fputs("abcdef", stream) >= 0 && fflush(stream) == 0 && size == 6);
	EXPECT(fseek(stream, 1, SEEK_SET) == 0 && size == 6);
	EXPECT(fflush(stream) == 0 && size == 1 && !strcmp(text, "abcdef"));
	EXPECT(fseek(stream, 10, SEEK_SET) == 0 && fflush(stream) == 0 && size == 6 && !strcmp(text, "abcdef"));
	EXPECT(fputc('x', stream) == 'x' && fseek(stream, 2, SEEK_SET) == 0 && fflush(NULL) == 0 && size == 2);
	EXPECT(fseek(stream, 0, SEEK_END) == 0 && fclose(stream) == 0);
	EXPECT(size == 11 && !memcmp(text, "abcdef\0\0\0\0x", 12));
	free(text);
	return 0;
}

static int variables(void)
{
	char *text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	text = kOther;
	size = 99;
	EXPECT(stream && fflush(stream) == 0 && text != kOther && *text == 0 && size == 0);
	EXPECT(fputs("abc", stream) >= 0 && fflush(stream) == 0);
	text = kOther;
	size = 99;
	EXPECT(fclose(stream) == 0 && text != kOther && !strcmp(text, "abc") && size == 3);
	free(text);
	return 0;
}

static int wide(void)
{
	wchar_t *text;
	size_t size;
	FILE *stream = open_wmemstream(&text, &size);
	EXPECT(stream && fputws(L"abcdef", stream) >= 0 && fflush(stream) == 0 && size == 6);
	EXPECT(fseek(stream, 1, SEEK_SET) == 0 && fflush(stream) == 0 && size == 1 && !wcscmp(text, L"abcdef"));
	EXPECT(fseek(stream, 10, SEEK_SET) == 0 && fflush(stream) == 0 && size == 6);
	text = 0;
	size = 99;
	EXPECT(fclose(stream) == 0 && text && !wcscmp(text, L"abcdef") && size == 6);
	free(text);
	return 0;
}

static int no_memory(void)
{
	enum { kLimit = 64 << 20, kPart = 1000 };
	static char part[kPart];
	char *text;
	size_t size, written = 0;
	const struct rlimit limit = {kLimit, kLimit};
	FILE *stream = open_memstream(&text, &size);
	EXPECT(stream && setrlimit(RLIMIT_AS, &limit) == 0);
	errno = 0;
	while (written < kLimit && fwrite(part, 1, kPart, stream) == kPart && fflush(stream) == 0) written += kPart;
	EXPECT(written < kLimit && errno == ENOMEM && ferror(stream));
	// A write that exceeds the buffer of the stream reports the error too.
	clearerr(stream);
	for (written = 0; written < kLimit && fwrite(part, 1, kPart, stream) == kPart; written += kPart) ;
	EXPECT(written < kLimit && errno == ENOMEM && ferror(stream));
	fclose(stream);
	free(text);
	return 0;
}

static int ordinary(void)
{
	char *text;
	wchar_t *wide_text;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	EXPECT(stream && *text == 0 && size == 0);
	for (int i = 0; i < 10000; i++) EXPECT(fprintf(stream, "%04d", i) == 4);
	EXPECT(fflush(stream) == 0 && size == 40000 && !memcmp(text + 4 * 5678, "5678", 4) && text[size] == 0);
	EXPECT(fseek(stream, -2, SEEK_SET) == -1 && errno == EINVAL && ftell(stream) == 40000);
	EXPECT(fseek(stream, 4, SEEK_SET) == 0 && fputs("abcd", stream) >= 0 && fclose(stream) == 0);
	EXPECT(size == 8 && !memcmp(text, "0000abcd0002", 12));
	free(text);

	if (!setlocale(LC_CTYPE, "C.UTF-8")) CANNOT("no UTF-8 locale");
	stream = open_wmemstream(&wide_text, &size);
	EXPECT(stream && fputws(L"a\u00e4\u20ac", stream) >= 0 && fclose(stream) == 0);
	EXPECT(size == 3 && !wcscmp(wide_text, L"a\u00e4\u20ac"));
	free(wide_text);
	return 0;
}

CASES({"position", "fflush and fclose store the position, or the length if it is smaller", position},
      {"variables", "fflush and fclose store address and size also without a new write", variables},
      {"wide", "streams of open_wmemstream store address and size like those of open_memstream", wide},
      {"no-memory", "fflush and fwrite report that there is no memory", no_memory},
      {"ordinary", "a memory stream grows, and writes at its position", ordinary})
