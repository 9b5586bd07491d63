/* SPDX-License-Identifier: MIT */
// A library whose IFUNC resolver calls dl_iterate_phdr, dlopen, dlsym and dladdr. The loader runs the resolver during
// dlopen, when it holds its own locks. If one of these calls gives a wrong result, chosen() returns 1 instead of 2.
#include <dlfcn.h>
#include <link.h>
#include <string.h>

static int right(void) { return 2; }
static int wrong(void) { return 1; }
static int count(struct dl_phdr_info *info, size_t size, void *objects)
{
    (void)info, (void)size;
    ++*(int *)objects;
    return 0;
}

static int (*resolve(void))(void)
{
    Dl_info info;
    int objects = 0;
    dl_iterate_phdr(count, &objects);
    int opened = dlopen("./no-such-library.so", RTLD_NOW) != 0;
    return dlsym(RTLD_DEFAULT, "strlen") == (void *)strlen && dladdr((void *)right, &info) && objects > 1 && !opened ? right : wrong;
}
static int local(void) __attribute__((ifunc("resolve")));
int chosen(void) { return local(); }
