/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks FAN_MNT_ATTACH: before Linux 6.15. */
#ifndef NACRE_LINUX_FANOTIFY_H
#define NACRE_LINUX_FANOTIFY_H

#include_next <linux/fanotify.h>

#define FAN_PRE_ACCESS 0x100000
#define FAN_MNT_ATTACH 0x1000000
#define FAN_MNT_DETACH 0x2000000

#define FAN_REPORT_FD_ERROR 0x2000
#define FAN_REPORT_MNT      0x4000
#define FAN_MARK_MNTNS      0x110

#define FAN_EVENT_INFO_TYPE_RANGE 6
#define FAN_EVENT_INFO_TYPE_MNT   7

#define FAN_INFO                     0x20
#define FAN_RESPONSE_INFO_NONE       0
#define FAN_RESPONSE_INFO_AUDIT_RULE 1

#define FAN_ERRNO_BITS  8
#define FAN_ERRNO_SHIFT 24
#define FAN_ERRNO_MASK  0xff

#endif
