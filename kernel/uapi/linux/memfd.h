/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks MFD_EXEC: before Linux 6.3. */
#ifndef NACRE_LINUX_MEMFD_H
#define NACRE_LINUX_MEMFD_H

#include_next <linux/memfd.h>

#define MFD_NOEXEC_SEAL 0x8U
#define MFD_EXEC        0x10U

#endif
