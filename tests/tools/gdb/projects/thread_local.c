// SPDX-License-Identifier: MIT
// thread_local [LIBRARY]: sets thread-local variables in two threads, and calls here(), where a debugger reads them.
// If a LIBRARY is given, opens it and sets its thread-local variable too.
#include <dlfcn.h>
#include <pthread.h>

__thread int initialized = 1;
__thread int zeros[100];

static void (*set_in_library)(int);

__attribute__((noinline)) void here(void) { __asm__ volatile("" ::: "memory"); }

static void set(int value)
{
    initialized = value;
    zeros[99] = value + 1;
    if (set_in_library) set_in_library(value + 2);
}
static pthread_barrier_t both;
static void *thread(void *unused)
{
    set(20);
    pthread_barrier_wait(&both);
    pthread_barrier_wait(&both);
    return unused;
}

int main(int argc, char **argv)
{
    pthread_t other;
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : 0;
    if (library) set_in_library = (void (*)(int))dlsym(library, "set_in_library");
    set(10);
    pthread_barrier_init(&both, 0, 2);
    if (pthread_create(&other, 0, thread, 0)) return 1;
    pthread_barrier_wait(&both);
    here();
    pthread_barrier_wait(&both);
    return pthread_join(other, 0);
}
