/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks vgetrandom_opaque_params: before Linux 6.11. */
#ifndef NACRE_LINUX_RANDOM_H
#define NACRE_LINUX_RANDOM_H

#include_next <linux/random.h>

/* What the vDSO's getrandom answers when it is asked how its states are to be kept. */
struct vgetrandom_opaque_params {
	__u32 size_of_opaque_state; /* bytes */
	__u32 mmap_prot;
	__u32 mmap_flags;
	__u32 reserved[13];
};

#endif
