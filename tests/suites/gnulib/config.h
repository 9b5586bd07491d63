/* SPDX-License-Identifier: MIT */
/* The configuration of gnulib's tests: all functions are those of the libc. gnulib's configure script would write a file
   that selects replacements of functions. */
#pragma once

#include <assert.h>
#include <features.h>
#include <stdalign.h>
#include <stdbool.h>

#define _GL_CONFIG_H_INCLUDED 1

#ifndef __GLIBC__
#define MUSL_LIBC 1
#endif

/* What the libc and the kernel have. */
#define BOURNE_SHELL "/bin/sh"
#define EXEEXT ""
#define GETTIMEOFDAY_TIMEZONE void
#define GL_CHAR32_T_IS_UNICODE 1
#define HAVE_ALIGNED_ALLOC 1
#define HAVE_DECL_ALARM 1
#define HAVE_FDOPENDIR 1
#define HAVE_GETRLIMIT 1
#define HAVE_ICONV 1
#define HAVE_INITSTATE 1
#define HAVE_IPV4 1
#define HAVE_IPV6 1
#define HAVE_ISNAND_IN_LIBC 1
#define HAVE_ISNANF_IN_LIBC 1
#define HAVE_ISNANL_IN_LIBC 1
#define HAVE_MEMALIGN 1
#define HAVE_MONETARY_H 1
#define HAVE_MPROTECT 1
#define HAVE_NL_LANGINFO_L 1
#define HAVE_OPENAT 1
#define HAVE_POSIX_MEMALIGN 1
#define HAVE_SETMNTENT 1
#define HAVE_SETRLIMIT 1
#define HAVE_STRFMON_L 1
#define HAVE_STRUCT_STAT_ST_ATIM_TV_NSEC 1
#define HAVE_SYMLINK 1
#define HAVE_SYS_MMAN_H 1
#define HAVE_SYS_RESOURCE_H 1
#define HAVE_SYS_WAIT_H 1
#define HAVE_TSEARCH 1
#define HAVE_UNISTD_H 1
#define HAVE_WORKING_DUPLOCALE 1
#define HAVE_WORKING_USELOCALE 1
#define USE_POSIX_THREADS 1
#define USE_POSIX_THREADS_FROM_LIBC 1
#define TYPEOF_STRUCT_STAT_ST_ATIM_IS_STRUCT_TIMESPEC 1

/* Flags of other systems. */
#define O_BINARY 0
#define O_TEXT 0
#define O_NOINHERIT O_CLOEXEC

/* Attributes that gnulib's headers use. */
#define _GL_GNUC_PREREQ(major, minor) 1
#define _GL_HAS_ATTRIBUTE(name) 1
#define _GL_UNUSED __attribute__((__unused__))
#define _GL_ARG_NONNULL(parameters)
#define _GL_ATTRIBUTE_ALLOC_SIZE(arguments)
#define _GL_ATTRIBUTE_ALWAYS_INLINE
#define _GL_ATTRIBUTE_COLD
#define _GL_ATTRIBUTE_CONST
#define _GL_ATTRIBUTE_DEALLOC(function, position)
#define _GL_ATTRIBUTE_DEALLOC_FREE
#define _GL_ATTRIBUTE_DEPRECATED
#define _GL_ATTRIBUTE_FALLTHROUGH __attribute__((__fallthrough__))
#define _GL_ATTRIBUTE_FORMAT(arguments)
#define _GL_ATTRIBUTE_FORMAT_PRINTF_STANDARD(format, first)
#define _GL_ATTRIBUTE_FORMAT_PRINTF_SYSTEM(format, first)
#define _GL_ATTRIBUTE_LEAF
#define _GL_ATTRIBUTE_MALLOC
#define _GL_ATTRIBUTE_MAYBE_UNUSED __attribute__((__unused__))
#define _GL_ATTRIBUTE_NODISCARD
#define _GL_ATTRIBUTE_NOINLINE __attribute__((__noinline__))
#define _GL_ATTRIBUTE_NONNULL(parameters)
#define _GL_ATTRIBUTE_NONNULL_IF_NONZERO(pointer, size)
#define _GL_ATTRIBUTE_NONSTRING
#define _GL_ATTRIBUTE_NOTHROW
#define _GL_ATTRIBUTE_PURE
#define _GL_ATTRIBUTE_REPRODUCIBLE
#define _GL_ATTRIBUTE_RETURNS_NONNULL
#define _GL_ATTRIBUTE_SENTINEL(position)
#define _GL_ATTRIBUTE_UNSEQUENCED
#define _GL_INLINE static inline
#define _GL_EXTERN_INLINE static inline
#define _GL_INLINE_HEADER_BEGIN
#define _GL_INLINE_HEADER_END
#define _GL_CMP(a, b) (((a) > (b)) - ((a) < (b)))
#define _GL_BEGIN_C_LINKAGE
#define _GL_END_C_LINKAGE
