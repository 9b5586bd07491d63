/* SPDX-License-Identifier: MIT
 * THREAD_WORD(type, offset) is a variable of the calling thread, for C code. `offset` is its distance from the thread
 * pointer in bytes (sysdeps/musl/thread_offsets.sym.c). */
#pragma once
#include "pthread_impl.h"

#define THREAD_WORD(type, offset) (*(type *)(__get_tp() + (uintptr_t)(offset)))
