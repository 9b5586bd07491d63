/* SPDX-License-Identifier: MIT */
/* The header describes the layout of numbers, which does not depend on the libc. */
#if __has_include_next(<ieee754.h>)
#include_next <ieee754.h>
#else
#include <sysdeps/ieee754/ieee754.h>
#endif
