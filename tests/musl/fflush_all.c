/* SPDX-License-Identifier: MIT */
// Tests that fflush(NULL) sets the file offset of input streams, as fflush of one stream does.
#define _GNU_SOURCE
#include "cases.h"

#include <pthread.h>
#include <unistd.h>

// Returns a stream that has read the first byte of the file "abc".
static FILE *partly_read(void)
{
	FILE *f = tmpfile();
	if (!f || fputs("abc", f) < 0) return 0;
	rewind(f);
	return fgetc(f) == 'a' ? f : 0;
}
static off_t offset(int fd) { return lseek(fd, 0, SEEK_CUR); }

static int input(void)
{
	FILE *f = partly_read();
	if (!f) CANNOT("no temporary file");
	EXPECT(fflush(NULL) == 0 && offset(fileno(f)) == 1);
	EXPECT(fgetc(f) == 'b' && ungetc('x', f) == 'x');
	EXPECT(fflush(NULL) == 0 && offset(fileno(f)) == 1 && fgetc(f) == 'b');
	// At the end of the file, the offset stays there.
	EXPECT(fgetc(f) == 'c' && fgetc(f) == EOF && fflush(NULL) == 0 && offset(fileno(f)) == 3);
	fclose(f);
	return 0;
}

static int standard_input(void)
{
	FILE *f = partly_read();
	if (!f) CANNOT("no temporary file");
	EXPECT(fseek(f, 0, SEEK_SET) == 0 && dup2(fileno(f), 0) == 0);
	EXPECT(getchar() == 'a' && offset(0) == 3);
	EXPECT(fflush(NULL) == 0 && offset(0) == 1 && getchar() == 'b');
	fclose(f);
	return 0;
}

static void *read_one(void *byte)
{
	*(int *)byte = getchar();
	return 0;
}

static int ordinary(void)
{
	char line[8];
	int ends[2], byte = 0;
	pthread_t thread;
	EXPECT(pipe(ends) == 0 && write(ends[1], "a\nb\n", 4) == 4);
	// A pipe cannot seek. The stream keeps the second line.
	FILE *in = fdopen(ends[0], "r"), *out = tmpfile();
	EXPECT(in && fgets(line, sizeof line, in) && !strcmp(line, "a\n") && fflush(NULL) == 0);
	EXPECT(fgets(line, sizeof line, in) && !strcmp(line, "b\n"));
	if (out) {
		EXPECT(fputs("xyz", out) >= 0 && offset(fileno(out)) == 0);
		EXPECT(fflush(NULL) == 0 && offset(fileno(out)) == 3);
	}
	// fflush does not wait for a thread that reads the standard input.
	EXPECT(dup2(ends[0], 0) == 0 && pthread_create(&thread, 0, read_one, &byte) == 0);
	for (int i = 0; i < 100; i++) {
		usleep(1000);
		EXPECT(fflush(NULL) == 0);
	}
	EXPECT(write(ends[1], "c", 1) == 1 && pthread_join(thread, 0) == 0 && byte == 'c');
	return 0;
}

CASES({"input", "fflush(NULL) sets the file offset to the position of each input stream", input},
      {"standard-input", "fflush(NULL) sets the file offset of the standard input", standard_input},
      {"ordinary", "fflush(NULL) writes output, keeps the input of pipes, and does not wait for input", ordinary})
