/* SPDX-License-Identifier: MIT */
// Tests aio_cancel, close, aio_read, aio_suspend and lio_listio. The table at the end says what each case claims.
#include "cases.h"

#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char big[1 << 20];
static int ends[2];
static struct aiocb blocks[2];

static int in_progress(const struct aiocb *block) { return aio_error(block) == EINPROGRESS; }

/* Starts a write that blocks, and a second write that waits for the first. */
static int write_twice(void)
{
	EXPECT(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	for (int i = 0; i < 2; i++) {
		blocks[i].aio_fildes = ends[0];
		blocks[i].aio_buf = big;
		blocks[i].aio_nbytes = sizeof big;
		blocks[i].aio_sigevent.sigev_notify = SIGEV_NONE;
		EXPECT(aio_write(&blocks[i]) == 0);
	}
	usleep(100000);
	EXPECT(in_progress(&blocks[0]) && in_progress(&blocks[1]));
	return 0;
}

/* aio_cancel blocks all signals, so an alarm could not end it. If it hangs, the test runner sends SIGKILL. */
static int cancel_all(void)
{
	if (write_twice()) return 1;
	EXPECT(aio_cancel(ends[0], NULL) == AIO_CANCELED);
	EXPECT(!in_progress(&blocks[0]) && aio_error(&blocks[1]) == ECANCELED);
	EXPECT(aio_return(&blocks[1]) == -1);
	return 0;
}

static int cancel_queued(void)
{
	if (write_twice()) return 1;
	EXPECT(aio_cancel(ends[0], &blocks[1]) == AIO_CANCELED);
	EXPECT(aio_error(&blocks[1]) == ECANCELED && in_progress(&blocks[0]));
	EXPECT(aio_cancel(ends[0], &blocks[1]) == AIO_ALLDONE);
	return 0;
}

static int cancel_by_close(void)
{
	if (write_twice()) return 1;
	EXPECT(close(ends[0]) == 0);
	EXPECT(!in_progress(&blocks[0]) && aio_error(&blocks[1]) == ECANCELED);
	return 0;
}

static int cancel_fsync(void)
{
	if (write_twice()) return 1;
	struct aiocb sync = {.aio_fildes = ends[0]};
	sync.aio_sigevent.sigev_notify = SIGEV_NONE;
	EXPECT(aio_fsync(O_SYNC, &sync) == 0);
	EXPECT(aio_cancel(ends[0], &sync) == AIO_CANCELED);
	EXPECT(aio_error(&sync) == ECANCELED);
	return 0;
}

static volatile sig_atomic_t notified;
static void on_signal(int number) { (void)number, notified = notified + 1; }

/* The third write waits for the first two, and requests a signal as its notification. */
static int notify_of_canceled(void)
{
	signal(SIGUSR1, on_signal);
	if (write_twice()) return 1;
	struct aiocb third = blocks[1];
	third.aio_sigevent.sigev_notify = SIGEV_SIGNAL;
	third.aio_sigevent.sigev_signo = SIGUSR1;
	EXPECT(aio_write(&third) == 0);
	EXPECT(aio_cancel(ends[0], &third) == AIO_CANCELED);
	for (int i = 0; i < 1000 && !notified; i++) usleep(1000);
	EXPECT(notified == 1);
	return 0;
}

/* aio_error must return the result as soon as aio_cancel has returned. Repeated, because a race decides whether a wrong
 * aio_cancel is noticed. */
static int cancel_reports(void)
{
	int pipe_ends[2];
	char byte;
	EXPECT(pipe(pipe_ends) == 0);
	for (int i = 0; i < 3000; i++) {
		struct aiocb reading = {.aio_fildes = pipe_ends[0], .aio_buf = &byte, .aio_nbytes = 1};
		reading.aio_sigevent.sigev_notify = SIGEV_NONE;
		EXPECT(aio_read(&reading) == 0);
		EXPECT(aio_cancel(pipe_ends[0], &reading) == AIO_CANCELED);
		EXPECT(aio_error(&reading) == ECANCELED);
	}
	return 0;
}

/* aio_read is no cancellation point, so a pending cancellation must not act in it. */
static int file;
static struct aiocb submitted;
static char buffer[16];
static void *submit_with_cancellation_pending(void *flag)
{
	pthread_cancel(pthread_self());
	aio_read(&submitted);
	*(int *)flag = 1;
	pthread_testcancel();
	return 0;
}
static int submit_when_canceled(void)
{
	pthread_t thread;
	int done = 0;
	file = open("/dev/zero", O_RDONLY);
	submitted = (struct aiocb){.aio_fildes = file, .aio_buf = buffer, .aio_nbytes = sizeof buffer};
	submitted.aio_sigevent.sigev_notify = SIGEV_NONE;
	EXPECT(pthread_create(&thread, 0, submit_with_cancellation_pending, &done) == 0);
	EXPECT(pthread_join(thread, 0) == 0);
	EXPECT(done);
	return 0;
}

static int suspend_bad_time(void)
{
	int pipe_ends[2];
	char byte;
	EXPECT(pipe(pipe_ends) == 0);
	struct aiocb reading = {.aio_fildes = pipe_ends[0], .aio_buf = &byte, .aio_nbytes = 1};
	reading.aio_sigevent.sigev_notify = SIGEV_NONE;
	EXPECT(aio_read(&reading) == 0);
	const struct aiocb *list[] = {&reading};
	EXPECT(aio_suspend(list, 1, &(struct timespec){0, -1}) == -1 && errno == EINVAL);
	EXPECT(aio_suspend(list, 1, &(struct timespec){0, 2100000000}) == -1 && errno == EINVAL);
	EXPECT(aio_suspend(list, 1, &(struct timespec){0, 1000000}) == -1 && errno == EAGAIN);
	EXPECT(aio_suspend(list, 1, &(struct timespec){-5, 0}) == -1 && errno == EAGAIN);
	return 0;
}

/* aio_suspend with the largest timeout must wait until the operation is done. The case "ordinary" includes this, because
 * stock musl does it too. */
static int write_end;
static void *write_later(void *unused)
{
	(void)unused;
	usleep(200000);
	if (write(write_end, "", 1) != 1) abort();
	return 0;
}
static int suspend_long(void)
{
	int pipe_ends[2];
	char byte;
	pthread_t thread;
	const time_t longest = (time_t)((1ULL << (8 * sizeof(time_t) - 1)) - 1);
	EXPECT(pipe(pipe_ends) == 0);
	write_end = pipe_ends[1];
	struct aiocb reading = {.aio_fildes = pipe_ends[0], .aio_buf = &byte, .aio_nbytes = 1};
	reading.aio_sigevent.sigev_notify = SIGEV_NONE;
	EXPECT(aio_read(&reading) == 0);
	const struct aiocb *list[] = {&reading};
	EXPECT(pthread_create(&thread, 0, write_later, 0) == 0);
	EXPECT(aio_suspend(list, 1, &(struct timespec){longest, 999999999}) == 0);
	EXPECT(aio_error(&reading) == 0);
	return 0;
}

static int list_mode(void)
{
	struct aiocb *list[1] = {0};
	EXPECT(lio_listio(17, list, 1, 0) == -1 && errno == EINVAL);
	return 0;
}

static int list_operations(void)
{
	struct aiocb nothing = {.aio_lio_opcode = LIO_NOP}, unknown = {.aio_lio_opcode = 99};
	struct aiocb reading = {.aio_fildes = open("/dev/zero", O_RDONLY), .aio_buf = buffer,
				.aio_nbytes = sizeof buffer, .aio_lio_opcode = LIO_READ};
	/* Simulates uninitialized memory in an entry that lio_listio must ignore. */
	nothing.__err = EINPROGRESS;
	reading.aio_sigevent.sigev_notify = unknown.aio_sigevent.sigev_notify = SIGEV_NONE;
	struct aiocb *list[] = {&unknown, &nothing, &reading};
	EXPECT(lio_listio(LIO_WAIT, list, 3, 0) == -1 && errno == EIO);
	EXPECT(aio_error(&unknown) == EINVAL);
	EXPECT(aio_error(&reading) == 0 && aio_return(&reading) == sizeof buffer);
	return 0;
}

/* lio_listio must copy the sigevent, because the caller may reuse its memory before the list is done. */
static void on_done(union sigval value) { (void)value, notified = notified + 1; }
static int list_event(void)
{
	int pipe_ends[2];
	char byte;
	EXPECT(pipe(pipe_ends) == 0);
	struct aiocb reading = {.aio_fildes = pipe_ends[0], .aio_buf = &byte, .aio_nbytes = 1, .aio_lio_opcode = LIO_READ};
	reading.aio_sigevent.sigev_notify = SIGEV_NONE;
	struct aiocb *list[] = {&reading};
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_done};
	EXPECT(lio_listio(LIO_NOWAIT, list, 1, &event) == 0);
	memset(&event, 0, sizeof event);
	EXPECT(write(pipe_ends[1], "", 1) == 1);
	for (int i = 0; i < 1000 && !notified; i++) usleep(1000);
	EXPECT(notified == 1);
	return 0;
}

/* Without memory for the notification thread's stack, lio_listio fails and restores the signal mask. */
static int list_without_thread(void)
{
	pthread_attr_t attributes;
	sigset_t blocked;
	struct aiocb nothing = {.aio_lio_opcode = LIO_NOP};
	struct aiocb *list[] = {&nothing};
	EXPECT(pthread_attr_init(&attributes) == 0);
	EXPECT(pthread_attr_setstacksize(&attributes, SIZE_MAX / 8) == 0);
	struct sigevent event = {.sigev_notify = SIGEV_THREAD, .sigev_notify_function = on_done};
	event.sigev_notify_attributes = &attributes;
	EXPECT(lio_listio(LIO_NOWAIT, list, 1, &event) == -1 && errno == EAGAIN);
	EXPECT(sigprocmask(SIG_BLOCK, 0, &blocked) == 0);
	EXPECT(!sigismember(&blocked, SIGTERM));
	return 0;
}

static int ordinary(void)
{
	char path[] = "/tmp/nacre-aio-XXXXXX", bytes[6] = "";
	int written = mkstemp(path);
	EXPECT(written >= 0 && unlink(path) == 0);
	struct aiocb block = {.aio_fildes = written, .aio_buf = "pearls", .aio_nbytes = 6, .aio_lio_opcode = LIO_WRITE};
	block.aio_sigevent.sigev_notify = SIGEV_NONE;
	struct aiocb *list[] = {&block, 0};
	EXPECT(lio_listio(LIO_WAIT, list, 2, 0) == 0);
	EXPECT(aio_error(&block) == 0 && aio_return(&block) == 6);
	block.aio_buf = bytes;
	EXPECT(aio_read(&block) == 0);
	EXPECT(aio_suspend((const struct aiocb *const *)list, 2, 0) == 0);
	EXPECT(aio_return(&block) == 6 && memcmp(bytes, "pearls", 6) == 0);
	EXPECT(aio_cancel(written, 0) == AIO_ALLDONE);
	EXPECT(aio_cancel(-1, 0) == -1 && errno == EBADF);
	return suspend_long();
}

CASES({"ordinary", "asynchronous reads and writes work", ordinary},
      {"cancel-all", "aio_cancel ends a running operation and cancels one that waits for it", cancel_all},
      {"cancel-queued", "aio_cancel cancels one operation that waits for another", cancel_queued},
      {"cancel-by-close", "close ends a running operation and cancels one that waits for it", cancel_by_close},
      {"cancel-fsync", "aio_cancel cancels an aio_fsync that waits for writes", cancel_fsync},
      {"notify-of-canceled", "an operation that is canceled while it waits notifies the program", notify_of_canceled},
      {"cancel-reports", "aio_error returns the result as soon as aio_cancel has returned", cancel_reports},
      {"submit-when-canceled", "aio_read is not a cancellation point", submit_when_canceled},
      {"suspend-bad-time", "aio_suspend rejects invalid nanoseconds", suspend_bad_time},
      {"list-mode", "lio_listio rejects an unknown mode", list_mode},
      {"list-operations", "lio_listio ignores LIO_NOP and reports an unknown operation", list_operations},
      {"list-event", "lio_listio copies the notification", list_event},
      {"list-without-thread", "lio_listio restores the signal mask if it cannot create its notification thread", list_without_thread})
