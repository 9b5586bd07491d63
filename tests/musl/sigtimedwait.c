/* SPDX-License-Identifier: MIT */
// Tests sigtimedwait, sigwaitinfo and sigwait when other signals are caught. Stock musl starts the wait anew after each
// of these signals, so it never returns under a periodic signal.
#include "cases.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int caught;
static void on_timer(int number)
{
	(void)number;
	if (++caught > 60) _exit(1); /* 60 signals take 3 seconds, ten times the timeout */
}

/* Blocks the signal, and returns a set that contains only this signal. */
static sigset_t block(int number)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_BLOCK, &set, 0);
	return set;
}

static void start_timer(int flags)
{
	const struct itimerval often = {{0, 50000}, {0, 50000}};
	struct sigaction action = {.sa_handler = on_timer, .sa_flags = flags};
	sigaction(SIGALRM, &action, 0);
	setitimer(ITIMER_REAL, &often, 0);
}

/* In the next two cases, POSIX allows EINTR, because a handler has run, and EAGAIN, because the time is over. */
static int timed_restart(void)
{
	const sigset_t set = block(SIGUSR1);
	start_timer(SA_RESTART);
	EXPECT(sigtimedwait(&set, 0, &(struct timespec){0, 300000000}) == -1);
	EXPECT(errno == EINTR || errno == EAGAIN);
	return 0;
}

static int timed(void)
{
	const sigset_t set = block(SIGUSR1);
	start_timer(0);
	EXPECT(sigtimedwait(&set, 0, &(struct timespec){0, 300000000}) == -1);
	EXPECT(errno == EINTR || errno == EAGAIN);
	return 0;
}

static int untimed(void)
{
	siginfo_t info;
	const sigset_t set = block(SIGUSR1);
	start_timer(0);
	EXPECT(sigwaitinfo(&set, &info) == -1 && errno == EINTR);
	return 0;
}

static void send_later(int number)
{
	(void)number;
	if (++caught == 3) raise(SIGUSR1);
}

static int ordinary(void)
{
	siginfo_t info;
	int number = 0, status;
	const sigset_t set = block(SIGUSR1);

	/* If a process without handlers is stopped and continued, it waits for the remaining time. */
	const pid_t child = fork();
	if (child == 0) _exit(sigtimedwait(&set, 0, &(struct timespec){1, 0}) == -1 ? errno : 0);
	EXPECT(child > 0);
	usleep(100000);
	EXPECT(kill(child, SIGSTOP) == 0 && waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status));
	EXPECT(kill(child, SIGCONT) == 0);
	EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == EAGAIN);

	raise(SIGUSR1);
	EXPECT(sigtimedwait(&set, &info, &(struct timespec){0, 0}) == SIGUSR1 && info.si_signo == SIGUSR1);
	EXPECT(sigtimedwait(&set, &info, &(struct timespec){0, 0}) == -1 && errno == EAGAIN);

	/* sigwait cannot report an interruption, so it continues to wait. */
	start_timer(0);
	signal(SIGALRM, send_later);
	caught = 0;
	EXPECT(sigwait(&set, &number) == 0 && number == SIGUSR1);
	return 0;
}

CASES({"ordinary", "sigtimedwait and sigwait wait for a signal", ordinary},
      {"timed", "sigtimedwait ends under a periodic signal", timed},
      {"timed-restart", "sigtimedwait ends under a periodic signal with SA_RESTART", timed_restart},
      {"untimed", "sigwaitinfo fails with EINTR after a handler has run", untimed})
