/* SPDX-License-Identifier: MIT */
// Tests system in several threads, and in a thread that is canceled.
#include "cases.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void *run(void *command) { return (void *)(long)system(command); }

static int is_default(int number)
{
	struct sigaction action;
	return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_DFL;
}

static int both_default(void) { return is_default(SIGINT) && is_default(SIGQUIT); }

/*
 * system ignores SIGINT and SIGQUIT while its command runs. The second call starts during the first and ends after it. It
 * finds the signals ignored, and must nevertheless restore the disposition from before the first call.
 */
static int overlapping(void)
{
	pthread_t first, second;
	EXPECT(pthread_create(&first, 0, run, "sleep 0.4") == 0);
	usleep(200000);
	EXPECT(pthread_create(&second, 0, run, "sleep 0.6") == 0);
	EXPECT(pthread_join(first, 0) == 0 && pthread_join(second, 0) == 0);
	EXPECT(both_default());
	return 0;
}

/* When its thread is canceled, system must restore the signal dispositions and wait for the command. */
static int canceled(void)
{
	pthread_t thread;
	void *result;
	EXPECT(pthread_create(&thread, 0, run, "sleep 20") == 0);
	/* Waits until system has changed the dispositions and, probably, waits for the command. */
	for (int i = 0; i < 1000 && both_default(); i++) usleep(1000);
	usleep(100000);
	EXPECT(pthread_cancel(thread) == 0);
	EXPECT(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	EXPECT(both_default());
	EXPECT(waitpid(-1, 0, WNOHANG) == -1 && errno == ECHILD);
	return 0;
}

static int ordinary(void)
{
	sigset_t blocked;
	/* The command has the caller's disposition of SIGINT: by default, the signal kills it. Below, it ignores the signal. */
	EXPECT(WEXITSTATUS(system("kill -INT $$; exit 3")) != 3);
	EXPECT(WEXITSTATUS(system("exit 3")) == 3);
	EXPECT(both_default());
	EXPECT(sigprocmask(SIG_BLOCK, 0, &blocked) == 0 && !sigismember(&blocked, SIGCHLD));
	signal(SIGINT, SIG_IGN);
	EXPECT(WEXITSTATUS(system("kill -INT $$; exit 3")) == 3);
	EXPECT(!is_default(SIGINT));
	return 0;
}

CASES({"ordinary", "system runs the command with the caller's signal dispositions", ordinary},
      {"overlapping", "overlapping calls of system in two threads restore the signal dispositions", overlapping},
      {"canceled", "system restores the signal dispositions and reaps its child when its thread is canceled", canceled})
