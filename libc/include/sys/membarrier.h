/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_MEMBARRIER_H
#define _NACRE_SYS_MEMBARRIER_H

#include_next <sys/membarrier.h>

#define MEMBARRIER_CMD_GET_REGISTRATIONS 512

#endif
