/* SPDX-License-Identifier: MIT */
// Opens the library resolver_calls_loader.c with dlopen. This must neither fail nor deadlock, and the function that the
// resolver chooses must return 2.
#include "expect.h"

#include <dlfcn.h>

int main(int argc, char **argv)
{
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : 0;
    EXPECT(library);
    int (*function)(void) = library ? (int (*)(void))dlsym(library, "chosen") : 0;
    EXPECT(function && function() == 2);
    return failures != 0;
}
