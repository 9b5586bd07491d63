/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_MOUNT_H
#define _NACRE_SYS_MOUNT_H

#include_next <sys/mount.h>

/* struct mount_attr and enum fsconfig_command. */
#if __has_include(<linux/mount.h>)
#include <linux/mount.h>
#endif

#define FSOPEN_CLOEXEC    0x1
#define FSMOUNT_CLOEXEC   0x1
#define FSMOUNT_NAMESPACE 0x2

#define FSPICK_CLOEXEC          0x1
#define FSPICK_SYMLINK_NOFOLLOW 0x2
#define FSPICK_NO_AUTOMOUNT     0x4
#define FSPICK_EMPTY_PATH       0x8

#define OPEN_TREE_CLONE     0x1
#define OPEN_TREE_NAMESPACE 0x2

/* O_CLOEXEC, for those who have included <fcntl.h>. */
#define OPEN_TREE_CLOEXEC O_CLOEXEC

#define MOVE_MOUNT_F_SYMLINKS   0x1
#define MOVE_MOUNT_F_AUTOMOUNTS 0x2
#define MOVE_MOUNT_F_EMPTY_PATH 0x4
#define MOVE_MOUNT_T_SYMLINKS   0x10
#define MOVE_MOUNT_T_AUTOMOUNTS 0x20
#define MOVE_MOUNT_T_EMPTY_PATH 0x40
#define MOVE_MOUNT_SET_GROUP    0x100
#define MOVE_MOUNT_BENEATH      0x200

#define MOUNT_ATTR_RDONLY      0x1
#define MOUNT_ATTR_NOSUID      0x2
#define MOUNT_ATTR_NODEV       0x4
#define MOUNT_ATTR_NOEXEC      0x8
#define MOUNT_ATTR__ATIME      0x70
#define MOUNT_ATTR_RELATIME    0x0
#define MOUNT_ATTR_NOATIME     0x10
#define MOUNT_ATTR_STRICTATIME 0x20
#define MOUNT_ATTR_NODIRATIME  0x80
#define MOUNT_ATTR_IDMAP       0x100000
#define MOUNT_ATTR_NOSYMFOLLOW 0x200000
#define MOUNT_ATTR_SIZE_VER0   32

#define __NEED_size_t
#include <bits/alltypes.h>

#ifdef __cplusplus
extern "C" {
#endif

struct mount_attr;
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
