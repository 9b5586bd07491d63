/* SPDX-License-Identifier: MIT */
// program LIBRARY: tests the constructors and destructors of an opened library, library.c. While exit runs, a destructor
// of the library calls exit(4). The remaining destructors must still run, and the exit status is 4. Prints "constructed"
// if the library's constructor got the arguments of main. Each destructor prints a word. If the library cannot be opened
// or no thread can be created, main returns 2; if the constructor's arguments are wrong, 3.
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

struct seen {
    int argc;
    char **argv, **envp;
};

static void *wait_here(void *unused)
{
    (void)unused;
    for (;;) pause();
}
// A destructor can call fork, also in a program with threads.
__attribute__((destructor)) static void forks(void)
{
    int status = 1;
    alarm(10);
    pid_t child = fork();
    if (!child) _exit(0);
    waitpid(child, &status, 0);
    printf(" forked:%d", status);
}

int main(int argc, char **argv)
{
    pthread_t thread;
    setenv("LATER", "1", 1); // moves the environment, and the constructor must get its new address
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : 0;
    struct seen *seen = library ? dlsym(library, "seen") : 0;
    if (!seen) return 2;
    if (seen->argc != argc || seen->argv != argv || seen->envp != environ) return 3;
    if (pthread_create(&thread, 0, wait_here, 0)) return 2;
    printf("constructed");
    return 0;
}
