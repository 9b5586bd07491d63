/* SPDX-License-Identifier: MIT */
/* Adds functions that musl's header lacks. */
#ifndef _NACRE_STDLIB_H
#define _NACRE_STDLIB_H

#include_next <stdlib.h>

#if defined(_GNU_SOURCE) || defined(_BSD_SOURCE)
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

uint32_t arc4random(void);
void arc4random_buf(void *, size_t);
uint32_t arc4random_uniform(uint32_t);

#ifdef __cplusplus
}
#endif
#endif

#if defined(_GNU_SOURCE) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
#ifdef __cplusplus
extern "C" {
#endif

void free_sized(void *, size_t);
void free_aligned_sized(void *, size_t, size_t);
size_t memalignment(const void *);

#ifdef __cplusplus
}
#endif
#endif

#endif
