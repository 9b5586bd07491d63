/* SPDX-License-Identifier: MIT */
// opens LIBRARY lazy|now: opens the shared library chosen.c with dlopen, and calls its functions. A thread that was
// created before the dlopen also calls the function in the library's thread-local pointer.
#include "expect.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

static void *library;
static pthread_barrier_t begun, opened;

static int call(const char *name)
{
    int (*function)(void) = (int (*)(void))dlsym(library, name);
    return function ? function() : -1;
}

static void *in_thread(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&begun);
    pthread_barrier_wait(&opened);
    EXPECT(call("call_through_thread_local") == 2);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) return 2;
    pthread_t thread;
    pthread_barrier_init(&begun, 0, 2);
    pthread_barrier_init(&opened, 0, 2);
    EXPECT(pthread_create(&thread, 0, in_thread, 0) == 0);
    pthread_barrier_wait(&begun);

    library = dlopen(argv[1], strcmp(argv[2], "lazy") ? RTLD_NOW : RTLD_LAZY);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    pthread_barrier_wait(&opened);
    EXPECT(call("chosen") == 2);
    EXPECT(call("chosen_by_another_library") == 2);
    EXPECT(call("call_hidden") == 2);
    EXPECT(call("call_static") == 2);
    EXPECT(call("call_through_constant") == 2);
    EXPECT(call("call_through_thread_local") == 2);
    EXPECT(call("constructor_saw") == 22);

    int (*(*address)(void))(void) = (int (*(*)(void))(void))dlsym(library, "address_of_chosen");
    EXPECT(address() == (int (*)(void))dlsym(library, "chosen"));
    EXPECT(pthread_join(thread, 0) == 0);
    return failures != 0;
}
