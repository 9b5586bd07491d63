/* SPDX-License-Identifier: MIT
 * The init program of a guest. It mounts the file systems, prints how getrandom() works there, runs the tests, prints
 * their result in one closing line, and powers off. The file /guest has one instruction per line:
 *   set NAME=VALUE    set an environment variable for the tests
 *   argument WORD     pass an argument to the test programs
 *   run COMMAND       run a program before the tests; spaces separate its arguments
 *   wait SECONDS      sleep, so that the kernel can finish its work in the background
 *   end restart       restart instead of powering off, because a small kernel may not be able to power off
 *   inject panic, inject hang   inject a fault, to show that it is detected
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define TESTS "/nacre/tests/"

static char *const programs[] = { TESTS "kernel-conformance", TESTS "nacre-tests" };
static char *arguments[32] = { 0, "--gtest_color=no" }; /* the program, and its arguments */
static int argument_count = 2;
static char *environment[32] = { "PATH=/bin", "HOME=/", "TMPDIR=/tmp" };
static int environment_count = 3;
static int end = RB_POWER_OFF;

/* Mounts a file system. If the kernel lacks it, the tests that need it are skipped with a reason. */
static void attach(const char *type, const char *at, const char *options)
{
	mkdir(at, 0755);
	if (mount(type, at, type, 0, options)) printf("guest: no %s at %s: %s\n", type, at, strerror(errno));
}

/* Enables the loopback network interface. */
static void loopback(void)
{
	struct ifreq request = { .ifr_name = "lo" };
	int s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (s < 0 || ioctl(s, SIOCGIFFLAGS, &request)) return;
	request.ifr_flags |= IFF_UP;
	ioctl(s, SIOCSIFFLAGS, &request);
	close(s);
}

/* If the kernel has no driver for a clock, the realtime clock begins in 1970. Then it is almost equal to the monotonic
 * clock, and tests cannot tell them apart. So set it. */
static void set_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	if (now.tv_sec >= 1000000000) return;
	now.tv_sec = 1700000000;
	if (clock_settime(CLOCK_REALTIME, &now)) printf("guest: the clock cannot be set: %s\n", strerror(errno));
}

/* Enables the memory controller of cgroup v2 for the groups that the tests create. */
static void memory_groups(void)
{
	int control;
	attach("cgroup2", "/sys/fs/cgroup", "");
	control = open("/sys/fs/cgroup/cgroup.subtree_control", O_WRONLY | O_CLOEXEC);
	if (control < 0 || write(control, "+memory", 7) != 7) printf("guest: the memory controller cannot be enabled: %s\n", strerror(errno));
	if (control >= 0) close(control);
}

/* Runs a program, passes each line of its output to the function `each`, and returns the wait status of the program.
 * Also reaps orphaned processes, as an init process must. */
static int run(char **words, void (*each)(const char *))
{
	int ends[2], status = -1;
	pid_t child, ended;
	char line[4096];
	FILE *output;
	if (pipe2(ends, O_CLOEXEC)) return -1;
	child = fork();
	if (!child) {
		dup2(ends[1], 1);
		dup2(ends[1], 2);
		setsid();
		execve(words[0], words, environment);
		dprintf(2, "guest: cannot run %s: %s\n", words[0], strerror(errno));
		_exit(127);
	}
	close(ends[1]);
	output = fdopen(ends[0], "re");
	while (output && fgets(line, sizeof line, output)) each(line);
	if (output) fclose(output);
	while ((ended = waitpid(-1, &status, 0)) != child && (ended > 0 || errno == EINTR));
	return ended == child ? status : -1;
}

static void show(const char *line) { fputs(line, stdout); }

/* Runs a command, whose words are separated by spaces, and shows its output. */
static void run_command(char *command)
{
	char *words[32];
	size_t count = 0;
	for (char *word = strtok(command, " "); word && count < 31; word = strtok(0, " ")) words[count++] = word;
	words[count] = 0;
	if (count) run(words, show);
}

/* Follows the instructions in /guest. Returns 0 if the file cannot be read. */
static int follow_instructions(void)
{
	char line[2048];
	FILE *file = fopen("/guest", "re");
	if (!file) return 0;
	while (fgets(line, sizeof line, file)) {
		char *value = strchr(line, ' ');
		line[strcspn(line, "\n")] = 0;
		if (!value) continue;
		*value++ = 0;
		if (!strcmp(line, "set") && environment_count < 31) environment[environment_count++] = strdup(value);
		else if (!strcmp(line, "argument") && argument_count < 31) arguments[argument_count++] = strdup(value);
		else if (!strcmp(line, "run")) run_command(value);
		else if (!strcmp(line, "wait")) sleep(atoi(value));
		else if (!strcmp(line, "end")) end = RB_AUTOBOOT;
		else if (!strcmp(value, "panic")) abort(); /* the kernel panics when its init process ends */
		else if (!strcmp(value, "hang")) for (;;) pause();
	}
	fclose(file);
	return 1;
}

static int passed, failed, skipped, calls, reached_its_end;

/* Reads a line of trace_calls, which prints a line for each system call, and at the end how the program ended. If
 * the vDSO function makes the system call getrandom, the line is "seed". These calls are not counted. */
static void count_call(const char *line)
{
	if (!strcmp(line, "getrandom\n")) calls++;
	else if (!strcmp(line, "exit 0\n")) reached_its_end = 1;
}

/* Shows and reads a line of a GoogleTest program. */
static void count_test(const char *line)
{
	show(line);
	if (!strncmp(line, "[       OK ]", 12)) passed++;
	/* GoogleTest lists failed and skipped tests again at the end, without a time. */
	else if (!strncmp(line, "[  FAILED  ]", 12) && strstr(line, " ms)\n")) failed++;
	else if (!strncmp(line, "[  SKIPPED ]", 12) && strstr(line, " ms)\n")) skipped++;
	else if (!strncmp(line, "[==========]", 12) && strstr(line, " ran.")) reached_its_end = 1;
}

int main(void)
{
	int status, result = 0, complete = 1;
	size_t i;
	mkdir("/dev", 0755);
	mount("devtmpfs", "/dev", "devtmpfs", 0, "");
	status = open("/dev/console", O_RDWR);
	if (status >= 0) {
		dup2(status, 0);
		dup2(status, 1);
		dup2(status, 2);
		if (status > 2) close(status);
	}
	setvbuf(stdout, 0, _IOLBF, 0);
	putchar('\n'); /* the firmware does not end its last line */
	if (getpid() != 1) return puts("guest: run this as the init program of a virtual machine; it powers the machine off"), 1;
	attach("proc", "/proc", "");
	attach("sysfs", "/sys", "");
	attach("tmpfs", "/tmp", "mode=1777");
	attach("tmpfs", "/dev/shm", "mode=1777");
	attach("devpts", "/dev/pts", "ptmxmode=0666");
	memory_groups();
	loopback();
	set_clock();
	if (!follow_instructions()) puts("guest: cannot read the instructions in /guest");

	/* Prints the kernel's version, and whether getrandom() can use the vDSO. */
	run((char *[]){ "/nacre/bench/kernel_offers", 0 }, show);
	/* Counts the getrandom system calls of a program that calls getrandom() 1000 times for 16 bytes, and then a few
	 * other random functions. */
	run((char *[]){ TESTS "trace_calls", TESTS "draws", "1000", "16", 0 }, count_call);
	printf("guest: draws: %d system calls, the program %s\n", calls, reached_its_end ? "succeeded" : "failed");

	for (i = 0; i < sizeof programs / sizeof *programs; i++) {
		arguments[0] = programs[i];
		reached_its_end = 0;
		status = run(arguments, count_test);
		complete &= reached_its_end;
		/* Report a crash rather than the exit status of a failed test. */
		if (!result || WIFSIGNALED(status)) result = status;
	}
	printf("\nguest: end: %d passed, %d failed, %d skipped, %s, %s %d\n", passed, failed, skipped,
	       complete ? "complete" : "broken off",
	       WIFSIGNALED(result) ? "signal" : "exit", WIFSIGNALED(result) ? WTERMSIG(result) : WEXITSTATUS(result));
	fflush(stdout);
	tcdrain(1);
	reboot(end);
	return 1;
}
