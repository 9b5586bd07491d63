/* SPDX-License-Identifier: MIT */
/* Adds memset_explicit and strndupa, and replaces strdupa of musl's header. */
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

#ifdef _GNU_SOURCE
/* musl's strdupa needs <alloca.h> and does not compile as C++. These macros evaluate each argument once. */
#undef strdupa
#define strdupa(s)                                                                                     \
	(__extension__({                                                                               \
		const char *strdupa_from_ = (s);                                                       \
		size_t strdupa_size_ = strlen(strdupa_from_) + 1;                                      \
		(char *)memcpy(__builtin_alloca(strdupa_size_), strdupa_from_, strdupa_size_);         \
	}))
#define strndupa(s, n)                                                                                 \
	(__extension__({                                                                               \
		const char *strndupa_from_ = (s);                                                      \
		size_t strndupa_length_ = strnlen(strndupa_from_, (n));                                \
		char *strndupa_to_ = (char *)__builtin_alloca(strndupa_length_ + 1);                   \
		strndupa_to_[strndupa_length_] = 0;                                                    \
		(char *)memcpy(strndupa_to_, strndupa_from_, strndupa_length_);                        \
	}))
#endif

#endif
