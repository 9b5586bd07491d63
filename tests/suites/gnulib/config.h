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
/* Functions of musl's stdio_ext.h that glibc lacks. */
#define HAVE___FREADAHEAD 1
#define HAVE___FREADPTR 1
#define HAVE___FREADPTRINC 1
#define HAVE___FSETERR 1
/* musl lacks these functions, which tests of the floating-point environment use. The suite takes them from gnulib. */
#define GNULIB_FEENABLEEXCEPT 1
int feenableexcept(int);
int fedisableexcept(int);
int fegetexcept(void);
#endif

/* What the libc and the kernel have. */
#define BOURNE_SHELL "/bin/sh"
#define EXEEXT ""
#define GETTIMEOFDAY_TIMEZONE void
#define GL_CHAR32_T_IS_UNICODE 1
#define GNULIB_FDUTIMENSAT 1
#define GNULIB_FILENAMECAT 1
#define GNULIB_XALLOC 1
#define HAVE_ALIGNED_ALLOC 1
#define HAVE_ALLOCA 1
#define HAVE_CLOCK_GETTIME 1
#define HAVE_DECL_ALARM 1
#define HAVE_DECL___FPENDING 1
#define HAVE_FDOPENDIR 1
#define HAVE_FUTIMENS 1
#define HAVE_GETEUID 1
#define HAVE_GETGROUPLIST 1
#define HAVE_GETRLIMIT 1
#define HAVE_GRP_H 1
#define HAVE_ICONV 1
#define HAVE_IF_NAMEINDEX 1
#define HAVE_INITSTATE 1
#define HAVE_IPV4 1
#define HAVE_IPV6 1
#define HAVE_ISNAND_IN_LIBC 1
#define HAVE_ISNANF_IN_LIBC 1
#define HAVE_ISNANL_IN_LIBC 1
#define HAVE_LANGINFO_CODESET 1
#define HAVE_MAP_ANONYMOUS 1
#define HAVE_MEMALIGN 1
#define HAVE_MMAP 1
#define HAVE_MONETARY_H 1
#define HAVE_MPROTECT 1
#define HAVE_NET_IF_H 1
#define HAVE_NL_LANGINFO_L 1
#define HAVE_OPENAT 1
#define HAVE_POSIX_MEMALIGN 1
#define HAVE_PTHREAD_MUTEX_RECURSIVE 1
#define HAVE_PTHREAD_RWLOCK 1
#define HAVE_RECVMSG 1
#define HAVE_SENDMSG 1
#define HAVE_SETMNTENT 1
#define HAVE_SETRLIMIT 1
#define HAVE_SHUTDOWN 1
#define HAVE_SOCKETPAIR 1
#define HAVE_STDIO_EXT_H 1
#define HAVE_STRFMON_L 1
#define HAVE_STRUCT_STAT_ST_ATIM_TV_NSEC 1
#define HAVE_STRUCT_TM_TM_GMTOFF 1
#define HAVE_STRUCT_TM_TM_ZONE 1
#define HAVE_SYMLINK 1
#define HAVE_SYS_MMAN_H 1
#define HAVE_SYS_RESOURCE_H 1
#define HAVE_SYS_WAIT_H 1
#define HAVE_TSEARCH 1
#define HAVE_UNISTD_H 1
#define HAVE_UNIXSOCKET 1
#define HAVE_UTIMENSAT 1
#define HAVE_WINT_T 1
#define HAVE_WORKING_DUPLOCALE 1
#define HAVE_WORKING_NEWLOCALE 1
#define HAVE_WORKING_USELOCALE 1
#define HAVE___FREADABLE 1
#define HAVE___FREADING 1
#define HAVE___FWRITABLE 1
#define HAVE___FWRITING 1
#define PROMOTED_MODE_T mode_t
#define SETLOCALE_NULL_ALL_MTSAFE 1
#define SETLOCALE_NULL_ONE_MTSAFE 1
#define USE_POSIX_THREADS 1
#define USE_POSIX_THREADS_FROM_LIBC 1
#define TYPEOF_STRUCT_STAT_ST_ATIM_IS_STRUCT_TIMESPEC 1

/* The position of the exponent's lowest bit in floating-point numbers: the number of the word and of the bit. */
#define FLT_EXPBIT0_WORD 0
#define FLT_EXPBIT0_BIT 23
#define DBL_EXPBIT0_WORD 1
#define DBL_EXPBIT0_BIT 20
#if __LDBL_MANT_DIG__ == 64
#define LDBL_EXPBIT0_WORD 2
#define LDBL_EXPBIT0_BIT 0
#else
#define LDBL_EXPBIT0_WORD 3
#define LDBL_EXPBIT0_BIT 16
#endif

/* What the tests use of gnulib's xalloc.h and locale.h. */
#define SETLOCALE_NULL_MAX 257
#define SETLOCALE_NULL_ALL_MAX 3221
#define XNMALLOC(count, type) ((type*)reallocarray(NULL, count, sizeof(type)))

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
