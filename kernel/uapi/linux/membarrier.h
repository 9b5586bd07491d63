/* SPDX-License-Identifier: MIT
 * Laid over the machine's header where that lacks MEMBARRIER_CMD_GET_REGISTRATIONS: before Linux 6.3. */
#ifndef NACRE_LINUX_MEMBARRIER_H
#define NACRE_LINUX_MEMBARRIER_H

#include_next <linux/membarrier.h>

/* A member of enum membarrier_cmd in younger headers. */
#define MEMBARRIER_CMD_GET_REGISTRATIONS 512

#endif
