// SPDX-License-Identifier: MIT
// stacks CASE: stops in a function of the libc, or in a function that the libc called. debugger_host_test.cpp lets gdb
// show the stack there, and checks that main, or the start function of the thread, is at its end.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The debugger has a breakpoint here.
__attribute__((noinline)) void here(void) { __asm__ volatile("" ::: "memory"); }

// Stops in a signal handler. The comparison function of qsort raises the signal.
static void handler(int number)
{
    (void)number;
    here();
}
static int raises(const void *a, const void *b)
{
    raise(SIGUSR1);
    return a < b ? -1 : a > b;
}
static void in_handler(void)
{
    int numbers[3] = {3, 1, 2};
    signal(SIGUSR1, handler);
    qsort(numbers, 3, sizeof *numbers, raises);
}

// Crashes in a function of the libc that is written in assembly.
static void in_memcpy(void)
{
    char bytes[64] = "";
    char *volatile nowhere = (char *)16;
    volatile size_t length = sizeof bytes;
    memcpy(nowhere, bytes, length);
}

static void in_abort(void) { abort(); }

// Writes more than the stream's buffer holds to a pipe without a reader. SIGPIPE stops the program in the system call
// below fprintf.
static void in_stdio(void)
{
    int ends[2];
    if (pipe(ends)) return;
    close(ends[0]);
    FILE *stream = fdopen(ends[1], "w");
    fprintf(stream, "%100000d", 1);
}

// Stops while another thread is blocked in read(), on a pipe that nobody writes.
static int blocked[2];
static pid_t volatile reader;
static void *reads(void *unused)
{
    char byte;
    reader = gettid();
    return read(blocked[0], &byte, 1) == 1 ? unused : 0;
}
// Returns whether the thread `reader` is asleep, as it is in read().
static int is_blocked(void)
{
    char path[64], state = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", reader);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    if (fscanf(file, "%*d %*s %c", &state) != 1) state = 0;
    fclose(file);
    return state == 'S';
}
static void in_thread(void)
{
    pthread_t thread;
    if (pipe(blocked) || pthread_create(&thread, 0, reads, 0)) return;
    while (!reader || !is_blocked()) usleep(1000);
    here();
}

int main(int argc, char **argv)
{
    const struct {
        const char *name;
        void (*run)(void);
    } cases[] = {{"handler", in_handler}, {"memcpy", in_memcpy}, {"abort", in_abort}, {"stdio", in_stdio}, {"thread", in_thread}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (argc == 2 && !strcmp(cases[i].name, argv[1])) cases[i].run();
    return 0;
}
