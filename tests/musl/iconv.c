/* SPDX-License-Identifier: MIT */
// Tests iconv: CVE-2026-6042, the mappings of GB 18030, and the suffixes //TRANSLIT and //IGNORE of iconv_open.
#include "cases.h"
#include <iconv.h>
#include <time.h>

static iconv_t gb18030;

// Returns the character of an n-byte code of GB 18030, or -1. The first byte is the highest one of `code`.
static long decode(unsigned long code, int n)
{
	unsigned char bytes[4], result[4] = {0};
	char *in = (char *)bytes, *out = (char *)result;
	size_t in_left = n, out_left = 4;
	for (int i = 0; i < n; i++) bytes[i] = code >> 8 * (n - 1 - i);
	if (iconv(gb18030, &in, &in_left, &out, &out_left) == (size_t)-1 || in_left || out_left) return -1;
	return result[0] | result[1] << 8 | result[2] << 16 | (long)result[3] << 24;
}

static int opened(void)
{
	gb18030 = iconv_open("UTF-32LE", "GB18030");
	return gb18030 != (iconv_t)-1;
}

// A thousand characters must take less than a quarter of a second of processor time. With the bug, a few characters take longer.
static int speed(void)
{
	EXPECT(opened());
	clock_t start = clock();
	for (int i = 0; i < 1000; i++) {
		EXPECT(decode(0x82358f33 + i % 7, 4) > 0);
		EXPECT(clock() - start < CLOCKS_PER_SEC / 4);
	}
	return 0;
}

static int beyond_the_surrogates(void)
{
	EXPECT(opened());
	EXPECT(decode(0x8336c738, 4) == 0xd7ff);
	EXPECT(decode(0x8336c739, 4) == 0xe76c);
	EXPECT(decode(0x8431a437, 4) == 0xfffd);
	EXPECT(decode(0x8431a439, 4) == 0xffff);
	return 0;
}

static int beyond_the_bmp(void)
{
	EXPECT(opened());
	EXPECT(decode(0x90308130, 4) == 0x10000);
	EXPECT(decode(0x9439fc36, 4) == 0x1f600);
	EXPECT(decode(0xe3329a35, 4) == 0x10ffff);
	EXPECT(decode(0xe3329a36, 4) == -1);
	EXPECT(decode(0x8431a530, 4) == -1);
	return 0;
}

static int ordinary(void)
{
	EXPECT(opened());
	EXPECT(decode('A', 1) == 'A');
	EXPECT(decode(0xa2e3, 2) == 0x20ac);
	EXPECT(decode(0xb0a1, 2) == 0x554a);
	EXPECT(decode(0xc4e3, 2) == 0x4f60);
	/* musl has the mapping of the 2000 edition of GB 18030. Later editions swap the characters of some codes, such as these. */
	EXPECT(decode(0xa8bc, 2) == 0xe7c7 && decode(0x8135f437, 4) == 0x1e3f);
	EXPECT(decode(0x8140, 2) == 0x4e02);
	EXPECT(decode(0x81308130, 4) == 0x80);
	EXPECT(decode(0x81308436, 4) == 0xa5);
	EXPECT(decode(0x8130, 2) == -1);
	EXPECT(decode(0xb03a, 2) == -1);

	iconv_t other = iconv_open("UTF-8", "EUC-JP");
	char bytes[] = "\xa4\xa2", result[4] = {0}, *in = bytes, *out = result;
	size_t in_left = 2, out_left = 4;
	EXPECT(iconv(other, &in, &in_left, &out, &out_left) == 0);
	EXPECT(!strcmp(result, "\xe3\x81\x82"));
	return 0;
}

static int converts(const char *to, const char *text, const char *result)
{
	char converted[50] = "", *in = (char *)text, *out = converted;
	size_t in_left = strlen(text), out_left = sizeof converted;
	iconv_t cd = iconv_open(to, "UTF-8");
	if (cd == (iconv_t)-1) return 0;
	size_t n = iconv(cd, &in, &in_left, &out, &out_left);
	iconv_close(cd);
	return n != (size_t)-1 && !in_left && !strcmp(converted, result);
}
static int suffixes(void)
{
	EXPECT(converts("ASCII//IGNORE", "a\xc3\xa4z\xe2\x82\xac", "az") && converts("ASCII//TRANSLIT//IGNORE", "a\xc3\xa4z", "az"));
	EXPECT(converts("ISO-8859-1//ignore", "\xc3\xa4\xe2\x82\xac.", "\xe4."));
	EXPECT(converts("UTF-8//IGNORE", "a\xff" "b\xc3" "c\xed\xa0\x80" "d", "abcd"));
	EXPECT(converts("ASCII//TRANSLIT", "a\xc3\xa4z", "a*z"));
	EXPECT(iconv_open("NOSUCH//IGNORE", "UTF-8") == (iconv_t)-1 && iconv_open("UTF-8//IGNORE", "UTF-8//IGNORE") != (iconv_t)-1);
	return 0;
}

CASES({"ordinary", "iconv decodes GB 18030 and EUC-JP", ordinary},
      {"speed", "iconv decodes four-byte GB 18030 codes quickly (CVE-2026-6042)", speed},
      {"beyond-the-surrogates", "iconv maps GB 18030 codes above the surrogates correctly (CVE-2026-6042)", beyond_the_surrogates},
      {"beyond-the-bmp", "iconv maps GB 18030 codes outside the BMP correctly (CVE-2026-6042)", beyond_the_bmp},
      {"suffixes", "iconv_open supports //TRANSLIT and //IGNORE", suffixes})
