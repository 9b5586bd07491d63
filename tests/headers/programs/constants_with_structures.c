/* SPDX-License-Identifier: MIT */
/* If a header defines a constant, it also defines the structure, member or function that the constant is for.
 * Programs rely on this: they test with #ifdef whether the constant exists, and then use the structure. */
#include <linux/landlock.h>
#include <linux/prctl.h>
#include <stddef.h>
#include <sys/fanotify.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#ifdef LANDLOCK_SCOPE_SIGNAL
struct landlock_ruleset_attr ruleset = {.handled_access_net = LANDLOCK_ACCESS_NET_BIND_TCP, .scoped = LANDLOCK_SCOPE_SIGNAL};
#endif
#ifdef LANDLOCK_ACCESS_NET_BIND_TCP
struct landlock_net_port_attr net_port;
#endif
#ifdef FAN_REPORT_PIDFD
struct fanotify_event_info_pidfd pidfd;
#endif
#ifdef FAN_FS_ERROR
struct fanotify_event_info_error error;
#endif
#ifdef FAN_EVENT_INFO_TYPE_RANGE
struct fanotify_event_info_range range;
#endif
#ifdef FAN_EVENT_INFO_TYPE_MNT
struct fanotify_event_info_mnt mnt;
#endif
#ifdef FAN_INFO
struct fanotify_response_info_header header;
struct fanotify_response_info_audit_rule rule;
#endif
#ifdef PIDFD_INFO_EXIT
unsigned long mask = PIDFD_INFO_EXIT + sizeof(struct pidfd_info);
#endif
#ifdef STATX_DIO_READ_ALIGN
size_t read_align = offsetof(struct statx, stx_dio_read_offset_align);
#endif
#ifdef STATX_WRITE_ATOMIC
size_t max_opt = offsetof(struct statx, stx_atomic_write_unit_max_opt);
#endif
#ifdef MOUNT_ATTR_IDMAP
struct mount_attr attr = {.attr_set = MOUNT_ATTR_IDMAP};
#endif
#ifdef PR_SET_MM_MAP
struct prctl_mm_map map;
#endif
#ifdef OPEN_TREE_CLOEXEC
int open_root(void) { return open_tree(AT_FDCWD, "/", OPEN_TREE_CLOEXEC | AT_SYMLINK_NOFOLLOW); }
#endif
