/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks FD_INVALID: before Linux 7. */
#ifndef NACRE_LINUX_FCNTL_H
#define NACRE_LINUX_FCNTL_H

#include_next <linux/fcntl.h>

#define F_DUPFD_QUERY   1027
#define F_CREATED_QUERY 1028
#define F_SEAL_EXEC     0x20

#ifndef F_GETDELEG
#define F_GETDELEG 1039
#define F_SETDELEG 1040

struct delegation {
	__u32 d_flags; /* 0 */
	__u16 d_type; /* F_RDLCK, F_WRLCK, F_UNLCK */
	__u16 __pad;
};
#endif

#define AT_RENAME_NOREPLACE     0x1
#define AT_RENAME_EXCHANGE      0x2
#define AT_RENAME_WHITEOUT      0x4
#define AT_EXECVE_CHECK         0x10000
#define AT_HANDLE_FID           0x200
#define AT_HANDLE_MNT_ID_UNIQUE 0x1
#define AT_HANDLE_CONNECTABLE   0x2

#define PIDFD_SELF_THREAD       (-10000)
#define PIDFD_SELF_THREAD_GROUP (-10001)
#define FD_PIDFS_ROOT           (-10002)
#define FD_NSFS_ROOT            (-10003)
#define FD_FAILFS_ROOT          (-10004)
#define FD_INVALID              (-10009)

#endif
