/* SPDX-License-Identifier: MIT */
#if __has_include_next(<bits/endian.h>)
#include_next <bits/endian.h>
#else
#include <endian.h>
#define __FLOAT_WORD_ORDER __BYTE_ORDER
#endif
