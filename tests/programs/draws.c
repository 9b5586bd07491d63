/* SPDX-License-Identifier: MIT
 * draws COUNT BYTES [THREADS]: gets BYTES random bytes from getrandom COUNT times in the main thread, and
 * then in each of THREADS other threads, one after the other. Then calls getentropy and the arc4random
 * functions. The exit status is 0 if each call succeeded and the results are not all zeros. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

static long count = 1;
static size_t bytes = 16;

static int any(const unsigned char *buffer, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (buffer[i]) return 1;
	return 0;
}

static void *draw(void *unused)
{
	unsigned char buffer[256];
	int any_nonzero = 0;
	(void)unused;
	for (long i = 0; i < count; i++) {
		memset(buffer, 0, bytes);
		if (getrandom(buffer, bytes, 0) != (ssize_t)bytes) return 0;
		/* Only a result of fewer than sixteen bytes may be all zeros by chance. */
		if (bytes >= 16 && !any(buffer, bytes)) return 0;
		any_nonzero |= any(buffer, bytes);
	}
	return any_nonzero ? &count : 0;
}

int main(int argc, char **argv)
{
	unsigned char buffer[64] = { 0 };
	unsigned first;
	int differs = 0;
	if (argc > 1) count = atol(argv[1]);
	if (argc > 2) bytes = strtoul(argv[2], 0, 10);
	if (bytes > 256 || !draw(0)) return 1;
	for (int i = argc > 3 ? atoi(argv[3]) : 0; i > 0; i--) {
		pthread_t thread;
		void *good = 0;
		if (pthread_create(&thread, 0, draw, 0) || pthread_join(thread, &good) || !good) return 1;
	}
	if (getentropy(buffer, 32)) return 2;
	arc4random_buf(buffer + 32, 32);
	if (!any(buffer, 32) || !any(buffer + 32, 32)) return 3;
	first = arc4random();
	for (int i = 0; i < 8; i++) differs |= arc4random() != first;
	return differs && arc4random_uniform(10) < 10 ? 0 : 4;
}
