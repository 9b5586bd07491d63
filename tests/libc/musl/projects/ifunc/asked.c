/* SPDX-License-Identifier: MIT */
// Opens a library whose resolver calls functions of the dynamic loader.
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
