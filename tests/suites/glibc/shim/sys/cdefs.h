/* SPDX-License-Identifier: MIT */
/* The macros of glibc's <sys/cdefs.h> that the tests use, for a libc that lacks them. */
#ifndef NACRE_SUITES_CDEFS_H
#define NACRE_SUITES_CDEFS_H
#if __has_include_next(<sys/cdefs.h>)
#include_next <sys/cdefs.h>
#endif

#ifndef __BEGIN_DECLS
#ifdef __cplusplus
#define __BEGIN_DECLS extern "C" {
#define __END_DECLS }
#else
#define __BEGIN_DECLS
#define __END_DECLS
#endif
#endif
#ifndef __THROW
#define __THROW
#define __THROWNL
#define __NTH(declaration) declaration
#endif
#ifndef __CONCAT
#define __CONCAT(a, b) a##b
#endif
#ifndef __STRING
#define __STRING(text) #text
#endif
#ifndef __GNUC_PREREQ
#define __GNUC_PREREQ(major, minor) ((__GNUC__ << 16) + __GNUC_MINOR__ >= ((major) << 16) + (minor))
#endif
#ifndef __GLIBC_PREREQ
#define __GLIBC_PREREQ(major, minor) 0
#endif
#ifndef __GLIBC_USE
#define __GLIBC_USE(feature) 0
#endif
#ifndef __nonnull
#define __nonnull(parameters) __attribute__((__nonnull__ parameters))
#endif
#ifndef __attribute_nonnull__
#define __attribute_nonnull__(parameters) __attribute__((__nonnull__ parameters))
#endif
#ifndef __returns_nonnull
#define __returns_nonnull __attribute__((__returns_nonnull__))
#endif
#ifndef __flexarr
#define __flexarr []
#endif
#ifndef __attribute_warn_unused_result__
#define __attribute_warn_unused_result__ __attribute__((__warn_unused_result__))
#endif
#ifndef __wur
#define __wur
#endif
#ifndef __attribute_malloc__
#define __attribute_malloc__ __attribute__((__malloc__))
#endif
#ifndef __attribute_alloc_size__
#define __attribute_alloc_size__(parameters) __attribute__((__alloc_size__ parameters))
#endif
#ifndef __attribute_alloc_align__
#define __attribute_alloc_align__(parameters)
#endif
#ifndef __attr_dealloc
#define __attr_dealloc(function, parameter)
#endif
#ifndef __attr_dealloc_free
#define __attr_dealloc_free
#endif
#ifndef __attr_dealloc_fclose
#define __attr_dealloc_fclose
#endif
#ifndef __attribute_returns_twice__
#define __attribute_returns_twice__ __attribute__((__returns_twice__))
#endif
#ifndef __attribute_noinline__
#define __attribute_noinline__ __attribute__((__noinline__))
#endif
#ifndef __attribute_maybe_unused__
#define __attribute_maybe_unused__ __attribute__((__unused__))
#endif
#ifndef __attribute_nonstring__
#define __attribute_nonstring__ __attribute__((__nonstring__))
#endif
#ifndef __attribute_optimization_barrier__
#define __attribute_optimization_barrier__ __attribute__((__noinline__, __noclone__))
#endif
#ifndef __attribute_const__
#define __attribute_const__ __attribute__((__const__))
#endif
#ifndef __attribute_pure__
#define __attribute_pure__ __attribute__((__pure__))
#endif
#ifndef __attr_access
#define __attr_access(arguments)
#endif
#ifndef __always_inline
#define __always_inline __inline __attribute__((__always_inline__))
#endif
#ifndef attribute_hidden
#define attribute_hidden __attribute__((__visibility__("hidden")))
#endif
#ifndef __glibc_likely
#define __glibc_likely(condition) __builtin_expect(!!(condition), 1)
#define __glibc_unlikely(condition) __builtin_expect(!!(condition), 0)
#endif
#ifndef __glibc_has_builtin
#define __glibc_has_builtin(name) __has_builtin(name)
#endif
#ifndef __glibc_has_attribute
#define __glibc_has_attribute(name) __has_attribute(name)
#endif
#ifndef weak_alias
#define weak_alias(name, alias) extern __typeof(name) alias __attribute__((__weak__, __alias__(#name)));
#endif
#ifndef strong_alias
#define strong_alias(name, alias) extern __typeof(name) alias __attribute__((__alias__(#name)));
#endif
#if !defined __GLIBC__ && !defined TEMP_FAILURE_RETRY
#define TEMP_FAILURE_RETRY(expression)                   \
    (__extension__({                                     \
        long nacre_result;                               \
        do nacre_result = (long)(expression);            \
        while (nacre_result == -1 && errno == EINTR);    \
        nacre_result;                                    \
    }))
#endif
#endif
