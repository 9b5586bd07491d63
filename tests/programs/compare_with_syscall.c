/* SPDX-License-Identifier: MIT
 * compare_with_syscall [-q]: compares getrandom, getentropy and arc4random with the system call, for every
 * combination of flags, length, buffer, errno and cancellation. Prints a row for each combination:
 *
 *   CALL ARGUMENTS errno=BEFORE CANCELLATION: RETURNED errno AFTER | RETURNED errno AFTER
 *
 * The first column after the colon is the libc's result. The second is the expected result. It is that of the
 * system call with the same arguments, unless a cancellation is pending, the length is above the limit of
 * getentropy, or the function never changes errno. A column ends with "untouched" if the buffer was not written.
 * If the thread was cancelled, the column is the single word "cancelled". With -q, only rows with a difference
 * are printed. The exit status is 0 if the columns are equal in all rows, 1 if not, and 3 if a thread cannot be
 * created. STOCK is defined if this is compiled for stock musl.
 * tests/libc/random/compare_with_syscall_host_test.cpp compares the outputs of both libcs. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LONGEST = 4096, UNTOUCHED = 0xa5 };

struct cancellation {
	const char *name;
	int state, type, pending;
	int acted, refused; /* whether a cancellation point ends the thread, or fails with ECANCELED */
};
static const struct cancellation cancellations[] = {
	{"enabled", PTHREAD_CANCEL_ENABLE, PTHREAD_CANCEL_DEFERRED, 0, 0, 0},
	{"enabled,asynchronous", PTHREAD_CANCEL_ENABLE, PTHREAD_CANCEL_ASYNCHRONOUS, 0, 0, 0},
	{"disabled", PTHREAD_CANCEL_DISABLE, PTHREAD_CANCEL_DEFERRED, 0, 0, 0},
	{"disabled,asynchronous", PTHREAD_CANCEL_DISABLE, PTHREAD_CANCEL_ASYNCHRONOUS, 0, 0, 0},
	{"masked", PTHREAD_CANCEL_MASKED, PTHREAD_CANCEL_DEFERRED, 0, 0, 0},
	{"enabled,pending", PTHREAD_CANCEL_ENABLE, PTHREAD_CANCEL_DEFERRED, 1, 1, 0},
	{"enabled,asynchronous,pending", PTHREAD_CANCEL_ENABLE, PTHREAD_CANCEL_ASYNCHRONOUS, 1, 1, 0},
	{"disabled,pending", PTHREAD_CANCEL_DISABLE, PTHREAD_CANCEL_DEFERRED, 1, 0, 0},
	{"disabled,asynchronous,pending", PTHREAD_CANCEL_DISABLE, PTHREAD_CANCEL_ASYNCHRONOUS, 1, 0, 0},
	{"masked,pending", PTHREAD_CANCEL_MASKED, PTHREAD_CANCEL_DEFERRED, 1, 0, 1},
};

enum call { GETRANDOM, GETENTROPY, ARC4RANDOM, ARC4RANDOM_UNIFORM, ARC4RANDOM_BUF, CALLS };
static const char *const names[CALLS] = {"getrandom", "getentropy", "arc4random", "arc4random_uniform",
					 "arc4random_buf"};

struct row {
	enum call call;
	unsigned flags;
	size_t length;
	unsigned char *buffer;
	int before;
	const struct cancellation *cancellation;
	/* The results of the call. `touched`: it wrote to the buffer. `ended`: it ended the thread. */
	long returned;
	int after, touched, ended;
};

static unsigned char bytes[LONGEST];
static long rows, different;
static int quiet;

/* Returns whether the buffer was written. Fewer than 16 random bytes may equal the old ones, so they count as
 * written. */
static int is_touched(size_t length)
{
	size_t i;
	for (i = 0; i < length && bytes[i] == UNTOUCHED; i++);
	return i < length || length < 16;
}

static void prepare_buffer_and_errno(const struct row *row)
{
	memset(bytes, UNTOUCHED, sizeof bytes);
	errno = row->before;
}

static void call(struct row *row)
{
	prepare_buffer_and_errno(row);
	switch (row->call) {
	case GETRANDOM: row->returned = getrandom(row->buffer, row->length, row->flags); break;
	case GETENTROPY: row->returned = getentropy(row->buffer, row->length); break;
#ifndef STOCK
	case ARC4RANDOM: arc4random(); break;
	case ARC4RANDOM_UNIFORM: arc4random_uniform(6); break;
	case ARC4RANDOM_BUF: arc4random_buf(row->buffer, row->length); break;
#endif
	default: break;
	}
	row->after = errno;
	row->touched = is_touched(row->length);
}

static void *in_thread(void *argument)
{
	struct row *row = argument;
	const struct cancellation *cancellation = row->cancellation;
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
	/* The first random call of a thread has other steps than its later calls, so both are tested. With odd flags,
	 * the thread calls getentropy before the call under test. */
	if (row->flags & 1) {
		unsigned char byte;
		getentropy(&byte, 1);
	}
	if (cancellation->pending) pthread_cancel(pthread_self());
	pthread_setcanceltype(cancellation->type, 0);
	pthread_setcancelstate(cancellation->state, 0);
	call(row);
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, 0);
	return 0;
}

/* Computes the expected result of the call. */
static void ask_kernel(struct row *row)
{
	row->returned = 0;
	prepare_buffer_and_errno(row);
	if (row->call == GETRANDOM && row->cancellation->acted) {
		row->ended = 1;
	} else if (row->call == GETRANDOM && row->cancellation->refused) {
		row->returned = -1;
		errno = ECANCELED;
	} else if (row->call == GETRANDOM) {
		row->returned = syscall(SYS_getrandom, row->buffer, row->length, row->flags);
	} else if (row->call == GETENTROPY && row->length > 256) {
		row->returned = -1;
		errno = EIO;
	} else if (row->call == GETENTROPY) {
		row->returned = syscall(SYS_getrandom, row->buffer, row->length, 0) < 0 ? -1 : 0;
	} else if (row->length != 0) {
		syscall(SYS_getrandom, row->buffer, row->length, 0);
		errno = row->before;
	}
	row->after = errno;
	row->touched = is_touched(row->length);
}

static void column(const struct row *row)
{
	if (row->ended) printf(" cancelled");
	else printf(" %ld errno %d%s", row->returned, row->after, row->touched ? "" : " untouched");
}

static void compare(struct row *libc)
{
	struct row kernel = *libc;
	pthread_t thread;
	void *result = 0;
	int is_different;
	if (pthread_create(&thread, 0, in_thread, libc)) exit(3);
	pthread_join(thread, &result);
	libc->ended = result == PTHREAD_CANCELED;
	ask_kernel(&kernel);
	is_different = libc->ended != kernel.ended ||
		       (!libc->ended && (libc->returned != kernel.returned || libc->after != kernel.after ||
					 libc->touched != kernel.touched));
	rows++;
	different += is_different;
	if (quiet && !is_different) return;
	printf("%s flags=%#x length=%zu buffer=%s errno=%d %s:", names[libc->call], libc->flags, libc->length,
	       libc->buffer ? "good" : "null", libc->before, libc->cancellation->name);
	column(libc);
	printf(" |");
	column(&kernel);
	printf("\n");
}

/* Compares the call with each buffer, errno and cancellation. */
static void compare_all(enum call call, unsigned flags, size_t length)
{
	for (int good = 0; good < 2; good++)
		for (int before = 0; before < 100; before += 77)
			for (size_t i = 0; i < sizeof cancellations / sizeof *cancellations; i++) {
				struct row row = {call, flags, length, good ? bytes : 0, before, &cancellations[i], 0, 0, 0, 0};
				/* arc4random_buf cannot return an error, so it gets only valid buffers. */
				if (call > GETENTROPY && length && !good) continue;
				/* With a valid buffer, lengths beyond its end are used only with invalid flags. Then nothing is written. */
				if (call == GETRANDOM && length > LONGEST && good && flags < 6) continue;
				compare(&row);
			}
}

int main(int count, char **arguments)
{
	static const size_t lengths[] = {0, 1, 16, 64, 256, 257, 4096, 0x80000000, SIZE_MAX};
	static const unsigned mixes[] = {0x9, 0xe, 0xf, 0x18, 0x81, 0x80000001, 0x80000006, 0x7ffffff8, 0xfffffff8, 0xffffffff};
	const size_t length_count = sizeof lengths / sizeof *lengths;
	quiet = count > 1 && !strcmp(arguments[1], "-q");
	for (size_t i = 0; i < length_count; i++) {
		for (unsigned flags = 0; flags < 8; flags++) compare_all(GETRANDOM, flags, lengths[i]);
		for (int bit = 3; bit < 32; bit++) compare_all(GETRANDOM, 1U << bit, lengths[i]);
		for (size_t mix = 0; mix < sizeof mixes / sizeof *mixes; mix++) compare_all(GETRANDOM, mixes[mix], lengths[i]);
		compare_all(GETENTROPY, 0, lengths[i]);
	}
#ifndef STOCK
	compare_all(ARC4RANDOM, 0, 0);
	compare_all(ARC4RANDOM_UNIFORM, 0, 0);
	for (size_t i = 0; lengths[i] <= LONGEST; i++) compare_all(ARC4RANDOM_BUF, 0, lengths[i]);
#endif
	fprintf(stderr, "%ld rows, %ld different\n", rows, different);
	return different != 0;
}
