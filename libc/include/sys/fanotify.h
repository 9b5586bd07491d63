/* SPDX-License-Identifier: MIT */
/* Replaces musl's header, so that a program can also include <linux/fanotify.h>. */
#ifndef _FANOTIFY_H
#define _FANOTIFY_H

/* This header defines all constants and structures. */
#include <linux/fanotify.h>

#define FAN_MARK_TYPE_MASK (FAN_MARK_INODE | FAN_MARK_MOUNT | FAN_MARK_FILESYSTEM)

#ifdef __cplusplus
extern "C" {
#endif

int fanotify_init(unsigned, unsigned);
int fanotify_mark(int, unsigned, unsigned long long, int, const char *);

#ifdef __cplusplus
}
#endif

#endif
