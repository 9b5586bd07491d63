/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_STRING_H
#define _NACRE_STRING_H

#include_next <string.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#ifdef __cplusplus
extern "C" {
#endif

void *memset_explicit(void *, int, size_t);

#ifdef __cplusplus
}
#endif
#endif

#endif
