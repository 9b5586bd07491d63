/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks OPEN_TREE_NAMESPACE: before Linux 7. */
#ifndef NACRE_LINUX_MOUNT_H
#define NACRE_LINUX_MOUNT_H

#include_next <linux/mount.h>

#define OPEN_TREE_NAMESPACE 0x2
#define FSMOUNT_NAMESPACE   0x2
#define MOVE_MOUNT_BENEATH  0x200

/* A member of enum fsconfig_command in younger headers. */
#define FSCONFIG_CMD_CREATE_EXCL 8

/* statmount and listmount: Linux 6.8, and what they have learnt since. */
#ifndef STATMOUNT_SB_BASIC
struct mnt_id_req {
	__u32 size;
	union {
		__u32 mnt_ns_fd;
		__u32 mnt_fd;
	};
	__u64 mnt_id;
	__u64 param;
	__u64 mnt_ns_id;
};

/* Members that name a string are offsets into str. */
struct statmount {
	__u32 size;
	__u32 mnt_opts;
	__u64 mask;
	__u32 sb_dev_major, sb_dev_minor;
	__u64 sb_magic;
	__u32 sb_flags;
	__u32 fs_type;
	__u64 mnt_id, mnt_parent_id;
	__u32 mnt_id_old, mnt_parent_id_old;
	__u64 mnt_attr;
	__u64 mnt_propagation;
	__u64 mnt_peer_group;
	__u64 mnt_master;
	__u64 propagate_from;
	__u32 mnt_root;
	__u32 mnt_point;
	__u64 mnt_ns_id;
	__u32 fs_subtype;
	__u32 sb_source;
	__u32 opt_num, opt_array;
	__u32 opt_sec_num, opt_sec_array;
	__u64 supported_mask;
	__u32 mnt_uidmap_num, mnt_uidmap;
	__u32 mnt_gidmap_num, mnt_gidmap;
	__u64 __spare2[43];
	char str[];
};
#endif

#define MNT_ID_REQ_SIZE_VER0 24
#define MNT_ID_REQ_SIZE_VER1 32

#define STATMOUNT_BY_FD          0x1U
#define STATMOUNT_SB_BASIC       0x1U
#define STATMOUNT_MNT_BASIC      0x2U
#define STATMOUNT_PROPAGATE_FROM 0x4U
#define STATMOUNT_MNT_ROOT       0x8U
#define STATMOUNT_MNT_POINT      0x10U
#define STATMOUNT_FS_TYPE        0x20U
#define STATMOUNT_MNT_NS_ID      0x40U
#define STATMOUNT_MNT_OPTS       0x80U
#define STATMOUNT_FS_SUBTYPE     0x100U
#define STATMOUNT_SB_SOURCE      0x200U
#define STATMOUNT_OPT_ARRAY      0x400U
#define STATMOUNT_OPT_SEC_ARRAY  0x800U
#define STATMOUNT_SUPPORTED_MASK 0x1000U
#define STATMOUNT_MNT_UIDMAP     0x2000U
#define STATMOUNT_MNT_GIDMAP     0x4000U

#define LSMT_ROOT         0xffffffffffffffff
#define LISTMOUNT_REVERSE 0x1

#endif
