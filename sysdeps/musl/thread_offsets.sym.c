/* SPDX-License-Identifier: MIT
 * The offsets of the fields of musl's thread structure that sysdeps/musl uses. The build generates
 * thread_offsets.h from this file. offsets.h explains how. */
#include "pthread_impl.h"

#include "offsets.h"

void thread_offsets(void)
{
	DEFINE(NACRE_OFFSET_RANDOM, FROM_THREAD_POINTER(nacre_random));
	DEFINE(NACRE_OFFSET_MALLOC, FROM_THREAD_POINTER(nacre_malloc));
	DEFINE(NACRE_OFFSET_CANCEL, FROM_THREAD_POINTER(cancel));
	DEFINE(NACRE_OFFSET_NUMBER, FROM_THREAD_POINTER(tid));
}
