/* SPDX-License-Identifier: MIT
 * THREAD_WORD(type, offset) is a variable of the calling thread, for C code. `offset` is its distance from the thread
 * pointer in bytes (sysdeps/musl/thread_offsets.sym.c). One instruction accesses the variable through the segment FS,
 * so the thread pointer itself is not loaded. */
#pragma once

#define THREAD_WORD(type, offset) (*(type __seg_fs *)(offset))
