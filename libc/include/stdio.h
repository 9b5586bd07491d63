/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_STDIO_H
#define _NACRE_STDIO_H

#include_next <stdio.h>

#ifdef _GNU_SOURCE
#define AT_RENAME_NOREPLACE RENAME_NOREPLACE
#define AT_RENAME_EXCHANGE  RENAME_EXCHANGE
#define AT_RENAME_WHITEOUT  RENAME_WHITEOUT
#endif

#endif
