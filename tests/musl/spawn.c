/* SPDX-License-Identifier: MIT */
// Tests posix_spawn: descriptors, locks, scheduling attributes and file actions.
#define _GNU_SOURCE
#include "cases.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;
static char *true_arguments[] = {"true", 0};

/* Waits for the child. Returns its exit status, or 1000 + the number of the signal that ended it. */
static int status_of(pid_t child)
{
	int status;
	if (waitpid(child, &status, 0) != child) return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

/* Opens descriptors until the table is full. Returns the highest one. */
static int fill_table(void)
{
	const struct rlimit few = {20, 20};
	int last = -1, next;
	setrlimit(RLIMIT_NOFILE, &few);
	while ((next = dup(2)) >= 0) last = next;
	return last;
}

/*
 * The parent has no free descriptor, so posix_spawn must not need one. File actions close some in the child, because the
 * dynamic loader of /bin/true opens files.
 */
static int full_table(void)
{
	pid_t child;
	posix_spawn_file_actions_t actions;
	const int last = fill_table();
	EXPECT(last >= 0 && posix_spawn_file_actions_init(&actions) == 0);
	for (int i = last - 3; i <= last; i++) EXPECT(posix_spawn_file_actions_addclose(&actions, i) == 0);
	EXPECT(posix_spawn(&child, "/bin/true", &actions, 0, true_arguments, environ) == 0);
	EXPECT(status_of(child) == 0);
	EXPECT(posix_spawn(&child, "/no/such/program", 0, 0, true_arguments, environ) == ENOENT);
	EXPECT(posix_spawnp(&child, "true", &actions, 0, true_arguments, environ) == 0);
	EXPECT(status_of(child) == 0);
	return 0;
}

static int popen_with_two(void)
{
	const int last = fill_table();
	char line[16] = "";
	EXPECT(last >= 0 && close(last) == 0 && close(last - 1) == 0);
	FILE *from = popen("echo out", "r");
	EXPECT(from && fgets(line, sizeof line, from) && !strcmp(line, "out\n"));
	EXPECT(pclose(from) == 0);
	return 0;
}

/*
 * A file action that duplicates a descriptor that the parent does not have must fail. So posix_spawn must not give this
 * number to a pipe of its own, not even in the child.
 */
static int no_descriptor_of_its_own(void)
{
	pid_t child;
	posix_spawn_file_actions_t actions;
	const int next = dup(2);
	EXPECT(next >= 0 && close(next) == 0);
	for (int i = next; i < next + 3; i++) {
		EXPECT(posix_spawn_file_actions_init(&actions) == 0);
		EXPECT(posix_spawn_file_actions_adddup2(&actions, i, 30) == 0);
		EXPECT(posix_spawn(&child, "/bin/true", &actions, 0, true_arguments, environ) == EBADF);
		posix_spawn_file_actions_destroy(&actions);
	}
	return 0;
}

static void *spawn_on_fifo(void *fifo)
{
	pid_t child;
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, fifo, O_RDONLY, 0);
	if (posix_spawn(&child, "/bin/true", &actions, 0, true_arguments, environ)) return (void *)-1L;
	return (void *)(long)status_of(child);
}
/* posix_spawn of one thread waits in a file action. fork and sigaction of another thread must not wait for it. */
static int others_fork(void)
{
	char fifo[] = "/tmp/nacre-spawn-XXXXXX";
	pthread_t spawning;
	void *result;
	EXPECT(mkdtemp(fifo) && rmdir(fifo) == 0 && mkfifo(fifo, 0600) == 0);
	EXPECT(pthread_create(&spawning, 0, spawn_on_fifo, fifo) == 0);
	usleep(200000);
	/* Now the child of posix_spawn waits in open() until this process opens the FIFO for writing, below. */
	alarm(5); /* ends this process if fork or sigaction hangs; if all signals are blocked, bugs_host_test ends it */
	const pid_t child = fork();
	if (child == 0) _exit(0);
	EXPECT(status_of(child) == 0);
	/* For SIGABRT, sigaction takes the lock of abort, which stock musl's posix_spawn holds. */
	struct sigaction action;
	EXPECT(sigaction(SIGABRT, 0, &action) == 0);
	const int write_end = open(fifo, O_WRONLY);
	unlink(fifo);
	EXPECT(write_end >= 0);
	EXPECT(pthread_join(spawning, &result) == 0 && result == 0);
	return 0;
}

static int attribute_values(void)
{
	posix_spawnattr_t attributes;
	struct sched_param parameters = {.sched_priority = 7};
	int policy = -1;
	EXPECT(posix_spawnattr_init(&attributes) == 0);
	EXPECT(posix_spawnattr_getschedpolicy(&attributes, &policy) == 0 && policy == SCHED_OTHER);
	EXPECT(posix_spawnattr_setschedparam(&attributes, &parameters) == 0);
	EXPECT(posix_spawnattr_setschedpolicy(&attributes, SCHED_RR) == 0);
	parameters.sched_priority = 0;
	EXPECT(posix_spawnattr_getschedparam(&attributes, &parameters) == 0 && parameters.sched_priority == 7);
	EXPECT(posix_spawnattr_getschedpolicy(&attributes, &policy) == 0 && policy == SCHED_RR);
	EXPECT(posix_spawnattr_setschedpolicy(&attributes, 4711) == EINVAL);
	EXPECT(posix_spawnattr_getschedpolicy(&attributes, &policy) == 0 && policy == SCHED_RR);
	return 0;
}

/* Runs `sleep 20` with these scheduling attributes. Returns the error of posix_spawn. */
static int spawn_with(short flags, int policy, int priority, pid_t *child)
{
	posix_spawnattr_t attributes;
	posix_spawnattr_init(&attributes);
	int error = posix_spawnattr_setschedpolicy(&attributes, policy);
	if (!error) error = posix_spawnattr_setschedparam(&attributes, &(struct sched_param){.sched_priority = priority});
	if (!error) error = posix_spawnattr_setflags(&attributes, flags);
	char *arguments[] = {"sleep", "20", 0};
	if (!error) error = posix_spawn(child, "/bin/sleep", 0, &attributes, arguments, environ);
	posix_spawnattr_destroy(&attributes);
	return error;
}

/* SCHED_BATCH and SCHED_IDLE need no privilege. */
static int child_has_policy(void)
{
	pid_t child;
	EXPECT(spawn_with(POSIX_SPAWN_SETSCHEDULER, SCHED_BATCH, 0, &child) == 0);
	EXPECT(sched_getscheduler(child) == SCHED_BATCH);
	kill(child, SIGKILL);
	status_of(child);
	/* Without the flag, the child has the parent's policy. */
	EXPECT(spawn_with(0, SCHED_BATCH, 0, &child) == 0);
	EXPECT(sched_getscheduler(child) == SCHED_OTHER);
	kill(child, SIGKILL);
	status_of(child);
	return 0;
}

/* With the parent's policy, the only valid priority is 0. */
static int child_has_priority(void)
{
	pid_t child;
	EXPECT(spawn_with(POSIX_SPAWN_SETSCHEDPARAM, SCHED_OTHER, 5, &child) == EINVAL);
	EXPECT(spawn_with(POSIX_SPAWN_SETSCHEDULER, SCHED_OTHER, 5, &child) == EINVAL);
	EXPECT(spawn_with(POSIX_SPAWN_SETSCHEDPARAM, SCHED_OTHER, 0, &child) == 0);
	kill(child, SIGKILL);
	status_of(child);
	return 0;
}

static int bad_descriptors(void)
{
	posix_spawn_file_actions_t actions;
	const int most = (int)sysconf(_SC_OPEN_MAX);
	EXPECT(posix_spawn_file_actions_init(&actions) == 0);
	EXPECT(posix_spawn_file_actions_addclose(&actions, most) == EBADF);
	EXPECT(posix_spawn_file_actions_adddup2(&actions, most, 3) == EBADF);
	EXPECT(posix_spawn_file_actions_adddup2(&actions, 3, most) == EBADF);
	EXPECT(posix_spawn_file_actions_addopen(&actions, most, "/", O_RDONLY, 0) == EBADF);
	EXPECT(posix_spawn_file_actions_addfchdir_np(&actions, most) == EBADF);
	EXPECT(posix_spawn_file_actions_addclose(&actions, most - 1) == 0);
	posix_spawn_file_actions_destroy(&actions);
	return 0;
}

static int ordinary(void)
{
	pid_t child;
	posix_spawn_file_actions_t actions;
	char path[] = "/tmp/nacre-spawn-XXXXXX", line[32] = "";
	const int file = mkstemp(path);
	EXPECT(file >= 0 && unlink(path) == 0);
	EXPECT(posix_spawn_file_actions_init(&actions) == 0);
	EXPECT(posix_spawn_file_actions_addclose(&actions, -1) == EBADF);
	EXPECT(posix_spawn_file_actions_adddup2(&actions, file, 1) == 0);
	EXPECT(posix_spawn_file_actions_addchdir_np(&actions, "/") == 0);
	char *arguments[] = {"sh", "-c", "pwd; exit 7", 0};
	EXPECT(posix_spawnp(&child, "sh", &actions, 0, arguments, environ) == 0);
	EXPECT(status_of(child) == 7);
	EXPECT(pread(file, line, sizeof line - 1, 0) == 2 && !strcmp(line, "/\n"));
	posix_spawn_file_actions_destroy(&actions);
	EXPECT(posix_spawn(&child, "/etc/passwd", 0, 0, true_arguments, environ) == EACCES);
	EXPECT(posix_spawnp(&child, "no-such-program", 0, 0, true_arguments, environ) == ENOENT);
	EXPECT(waitpid(-1, 0, 0) == -1 && errno == ECHILD);
	return no_descriptor_of_its_own();
}

CASES({"ordinary", "posix_spawn runs a program, and returns an error if it cannot", ordinary},
      {"full-table", "posix_spawn needs no free descriptor", full_table},
      {"popen-with-two", "popen needs only the two descriptors of its pipe", popen_with_two},
      {"others-fork", "other threads can fork while a file action of a child waits", others_fork},
      {"attribute-values", "posix_spawn's attributes return the policy and priority that were set", attribute_values},
      {"child-has-policy", "posix_spawn gives the child its scheduling policy", child_has_policy},
      {"child-has-priority", "posix_spawn gives the child its scheduling priority", child_has_priority},
      {"bad-descriptors", "file actions reject descriptors beyond the limit", bad_descriptors})
