/* SPDX-License-Identifier: MIT */
// Replaces libxcrypt's header of the same name. It has the declarations that the hash functions need.
#ifndef NACRE_CRYPT_PORT_H
#define NACRE_CRYPT_PORT_H

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#define INCLUDE_yescrypt 1
#define INCLUDE_scrypt 1
#define INCLUDE_gost_yescrypt 1

#define XCRYPT_USE_BIGENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
#if XCRYPT_USE_BIGENDIAN
#define __GOST3411_BIG_ENDIAN__ 1
#else
#define __GOST3411_LITTLE_ENDIAN__ 1
#endif

// The size of the buffer in musl's struct crypt_data, which receives the result.
#define CRYPT_OUTPUT_SIZE 256
#define CRYPT_GENSALT_OUTPUT_SIZE 192
#define ALG_SPECIFIC_SIZE 8192

#define ARG_UNUSED(x) x __attribute__((__unused__))
#define NO_INLINE __attribute__((__noinline__))
#define MIN_SIZE(x) static(x)
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define BASE64_LEN(bytes) (((bytes) * 8 + 5) / 6)
#define static_assert _Static_assert
#define strong_alias(name, alias_name)

// The base-64 digits of the numbers in a setting, beginning with the digit for 0.
static const unsigned char ascii64[] = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define itoa64 ascii64

// Copies a string and fills the rest of the buffer with zeros. Aborts if the string does not fit.
static inline size_t strcpy_or_abort(void *to, size_t size, const void *from)
{
	const size_t length = strlen(from);
	if (length >= size) abort();
	memcpy(to, from, length);
	memset((char *)to + length, 0, size - length);
	return length;
}

// Erases memory. The compiler must assume that the zeros are read. The libc's explicit_bzero is not used, because it is
// not in POSIX: a program may have its own function with this name.
static inline void erase(void *memory, size_t size)
{
	memset(memory, 0, size);
	__asm__ __volatile__("" : : "r"(memory) : "memory");
}
#define explicit_bzero erase

#endif
