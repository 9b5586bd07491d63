/* SPDX-License-Identifier: MIT */
// Tests fwrite and fread of no bytes, which must not change the stream.
#include "cases.h"
#include <wchar.h>

static int writing(void)
{
	FILE *f = fopen("/dev/null", "r");
	EXPECT(f && fwrite("a", 1, 0, f) == 0 && !ferror(f));
	EXPECT(fwrite("a", 0, 1, f) == 0 && !ferror(f));
	fclose(f);

	f = tmpfile();
	if (!f) CANNOT("no temporary file");
	EXPECT(fputs("abc", f) >= 0);
	rewind(f);
	EXPECT(fgetc(f) == 'a' && fwrite("x", 1, 0, f) == 0 && fgetc(f) == 'b');
	fclose(f);
	return 0;
}

static int reading(void)
{
	char byte = 7;
	FILE *f = fopen("/dev/zero", "r");
	EXPECT(f && fread(&byte, 1, 0, f) == 0 && fread(&byte, 0, 1, f) == 0 && byte == 7);
	EXPECT(fwide(f, 0) == 0);
	fclose(f);
	return 0;
}

static int ordinary(void)
{
	char bytes[4] = "";
	FILE *f = fopen("/dev/null", "r");
	EXPECT(f && fwrite("a", 1, 1, f) == 0 && ferror(f));
	fclose(f);
	f = tmpfile();
	if (!f) CANNOT("no temporary file");
	EXPECT(fwrite("abcd", 2, 2, f) == 2);
	rewind(f);
	EXPECT(fread(bytes, 3, 2, f) == 1 && !memcmp(bytes, "abc", 3) && feof(f));
	fclose(f);
	return 0;
}

CASES({"writing", "fwrite of no bytes changes neither indicators nor the read buffer", writing},
      {"reading", "fread of no bytes does not give the stream an orientation", reading},
      {"ordinary", "fwrite and fread return the number of complete elements", ordinary})
