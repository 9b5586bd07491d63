/* SPDX-License-Identifier: MIT */
/* Adds the functions that mount through descriptors, such as fsopen and move_mount, which musl's header
 * lacks. */
#ifndef _NACRE_SYS_MOUNT_H
#define _NACRE_SYS_MOUNT_H

/* For AT_FDCWD, and for O_CLOEXEC, which OPEN_TREE_CLOEXEC uses. */
#include <bits/hold.h>
#include <fcntl.h>
#include <bits/release.h>

/* For the constants and structures of the functions below. */
#include <linux/mount.h>

#include_next <sys/mount.h>

#define __NEED_size_t
#include <bits/alltypes.h>

#ifdef __cplusplus
extern "C" {
#endif

int fsconfig(int, unsigned, const char *, const void *, int);
int fsmount(int, unsigned, unsigned);
int fsopen(const char *, unsigned);
int fspick(int, const char *, unsigned);
int mount_setattr(int, const char *, unsigned, struct mount_attr *, size_t);
int move_mount(int, const char *, int, const char *, unsigned);
int open_tree(int, const char *, unsigned);

#ifdef __cplusplus
}
#endif

#endif
