/* SPDX-License-Identifier: MIT */
// A program that is linked with the shared library chosen.c. Each of the library's functions must be the one that its
// IFUNC resolver chose.
#include "chosen.h"
#include "expect.h"

#include <dlfcn.h>
#include <pthread.h>

static void *in_thread(void *unused)
{
    (void)unused;
    EXPECT(call_through_thread_local() == 2);
    return 0;
}

static int (*own_pointer)(void) = chosen;

int main(void)
{
    EXPECT(chosen() == 2);
    EXPECT(own_pointer() == 2);
    EXPECT(chosen_by_another_library() == 2);
    EXPECT(call_hidden() == 2);
    EXPECT(call_static() == 2);
    EXPECT(call_through_constant() == 2);
    EXPECT(constructor_saw() == 22);

    EXPECT(table.before == 7 && table.after == 8 && table.function() == 2);
    EXPECT(resolver_calls > 0);

    // The function has the same address in the program and in the library.
    EXPECT(chosen == address_of_chosen());
    EXPECT(chosen == own_pointer);
    EXPECT(table.function == chosen);
    EXPECT((int (*)(void))dlsym(RTLD_DEFAULT, "chosen") == chosen);
    EXPECT(address_of_hidden()() == 2);
    EXPECT(!dlsym(RTLD_DEFAULT, "hidden_chosen"));

    EXPECT(call_through_thread_local() == 2);
    pthread_t thread;
    EXPECT(pthread_create(&thread, 0, in_thread, 0) == 0 && pthread_join(thread, 0) == 0);
    return failures != 0;
}
