/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks LANDLOCK_ADD_RULE_QUIET: before Linux 7. */
#ifndef NACRE_LINUX_LANDLOCK_H
#define NACRE_LINUX_LANDLOCK_H

#include_next <linux/landlock.h>

#define LANDLOCK_ACCESS_FS_TRUNCATE     (1ULL << 14)
#define LANDLOCK_ACCESS_FS_IOCTL_DEV    (1ULL << 15)
#define LANDLOCK_ACCESS_FS_RESOLVE_UNIX (1ULL << 16)

#define LANDLOCK_ACCESS_NET_BIND_TCP         (1ULL << 0)
#define LANDLOCK_ACCESS_NET_CONNECT_TCP      (1ULL << 1)
#define LANDLOCK_ACCESS_NET_BIND_UDP         (1ULL << 2)
#define LANDLOCK_ACCESS_NET_CONNECT_SEND_UDP (1ULL << 3)

#define LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET (1ULL << 0)
#define LANDLOCK_SCOPE_SIGNAL               (1ULL << 1)

#define LANDLOCK_ADD_RULE_QUIET                   (1U << 0)
#define LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF  (1U << 0)
#define LANDLOCK_RESTRICT_SELF_LOG_NEW_EXEC_ON    (1U << 1)
#define LANDLOCK_RESTRICT_SELF_LOG_SUBDOMAINS_OFF (1U << 2)
#define LANDLOCK_RESTRICT_SELF_TSYNC              (1U << 3)
#define LANDLOCK_RESTRICT_SELF_NO_NEW_PRIVS       (1U << 4)

/* A member of enum landlock_rule_type in younger headers. */
#define LANDLOCK_RULE_NET_PORT 2

#endif
