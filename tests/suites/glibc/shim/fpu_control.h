/* SPDX-License-Identifier: MIT */
/* The header has instructions and bits of the processor, which do not depend on the libc. */
#if __has_include_next(<fpu_control.h>)
#include_next <fpu_control.h>
#else
#include <sysdeps/x86/fpu_control.h>
#endif
