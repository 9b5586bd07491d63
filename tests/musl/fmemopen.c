/* SPDX-License-Identifier: MIT */
// Tests fmemopen with a full buffer and with a buffer of size 0.
#include "cases.h"
#include <errno.h>

static int last_byte(void)
{
	char buffer[] = "????!"; // the stream gets the first four bytes
	FILE *stream = fmemopen(buffer, 4, "w");
	EXPECT(stream && fputs("abcd", stream) >= 0);
	EXPECT(fclose(stream) == 0);
	EXPECT(!memcmp(buffer, "abcd!", 6));
	return 0;
}

static int no_space(void)
{
	char buffer[] = "????!";
	FILE *stream = fmemopen(buffer, 4, "w");
	EXPECT(stream && fputs("abcdef", stream) >= 0);
	errno = 0;
	EXPECT(fflush(stream) == EOF && errno == ENOSPC && ferror(stream));
	EXPECT(!memcmp(buffer, "abcd!", 6));
	fclose(stream);

	stream = fmemopen(buffer, 4, "r+");
	EXPECT(stream && fputs("ghijkl", stream) >= 0);
	errno = 0;
	EXPECT(fclose(stream) == EOF && errno == ENOSPC);

	// An unbuffered stream reports the error at the write.
	stream = fmemopen(buffer, 4, "w");
	setvbuf(stream, 0, _IONBF, 0);
	EXPECT(fwrite("mnop", 1, 4, stream) == 4);
	errno = 0;
	EXPECT(fputc('q', stream) == EOF && errno == ENOSPC && ferror(stream));
	fclose(stream);
	return 0;
}

static int size_zero(void)
{
	char buffer[] = "?";
	FILE *stream = fmemopen(buffer, 0, "w+");
	EXPECT(buffer[0] == '?');
	if (stream) fclose(stream);
	return 0;
}

static int ordinary(void)
{
	char buffer[8] = "???????", line[8];
	FILE *stream = fmemopen(buffer, sizeof buffer, "w");
	EXPECT(stream && fprintf(stream, "%d", 123) == 3 && fflush(stream) == 0);
	EXPECT(!strcmp(buffer, "123"));
	EXPECT(fputs("45", stream) >= 0 && fclose(stream) == 0);
	EXPECT(!strcmp(buffer, "12345"));

	stream = fmemopen(buffer, sizeof buffer, "a+");
	EXPECT(stream && fputs("6", stream) >= 0 && fseek(stream, 0, SEEK_SET) == 0);
	EXPECT(fgets(line, sizeof line, stream) && !strcmp(line, "123456"));
	EXPECT(fgetc(stream) == EOF && feof(stream) && fclose(stream) == 0);

	stream = fmemopen(buffer, 6, "r");
	EXPECT(stream && fseek(stream, -2, SEEK_END) == 0 && fgetc(stream) == '5');
	EXPECT(fseek(stream, 7, SEEK_SET) == -1 && errno == EINVAL && fclose(stream) == 0);

	stream = fmemopen(buffer, sizeof buffer, "w+");
	EXPECT(stream && buffer[0] == 0 && fputs("xy", stream) >= 0);
	rewind(stream);
	EXPECT(fread(line, 1, 8, stream) == 2 && !memcmp(line, "xy", 2) && fclose(stream) == 0);

	stream = fmemopen(0, 4, "w+");
	EXPECT(stream && fputs("abc", stream) >= 0 && fclose(stream) == 0);
	return 0;
}

CASES({"ordinary", "fmemopen reads, writes, appends and seeks", ordinary},
      {"last-byte", "fmemopen does not replace the last byte of a full buffer by a null byte", last_byte},
      {"no-space", "fmemopen reports data that does not fit", no_space},
      {"size-zero", "fmemopen does not write into a buffer of size 0", size_zero})
