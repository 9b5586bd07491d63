/* SPDX-License-Identifier: MIT */
/* Included before the sources of glibc's support library, which use these as helpers. */
#include <dlfcn.h>
#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "rwlock_kind.h"
#ifndef __GLIBC__
#define strerrorname_np strerror
#define dlvsym(handle, name, version) dlsym(handle, name)
/* The library searches the group database for a group that the user is not in. The sandbox has only one group. */
static inline int fgetgrent_r(FILE *database, struct group *group, char *buffer, size_t size, struct group **result) {
    return (void)database, (void)group, (void)buffer, (void)size, *result = NULL, ENOENT;
}
#endif
