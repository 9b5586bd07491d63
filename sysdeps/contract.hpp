// SPDX-License-Identifier: MIT
// What libc/ asks of a system, checked by the compiler: each name comes from the first folder along the
// chain that has its header. A port that lacks one, or gives it another type, does not compile.
#pragma once
#include <cancellable.hpp>
#include <clone3.hpp>
#include <descriptor_table.hpp>
#include <descriptors.hpp>
#include <forks.hpp>
#include <indirect_call.hpp>
#include <key_rights.hpp>
#include <process.hpp>
#include <syscall.hpp>
#include <this_thread.hpp>
#include <vgetrandom.hpp>
#include <width.hpp>

namespace nacre::sys {

template <class Function, class Type>
inline constexpr bool is = __is_same(Function, Type);

// The process: whether it has come so far that its threads have storage, and what the kernel told it.
static_assert(is<decltype(started), bool()>);
static_assert(is<decltype(auxiliary_value), unsigned long(unsigned long)>);

// The thread: its word, what tells it from others, and its cancellation.
static_assert(is<decltype(random_word), Atomic<uintptr_t>&()>);
static_assert(is<decltype(thread_identity), uintptr_t()>);
static_assert(is<decltype(cancellation_pending), bool()>);

// The kernel, without errno; the last of these as a cancellation point.
static_assert(is<decltype(getrandom), Result<size_t>(void*, size_t, unsigned)>);
static_assert(is<decltype(map_anonymous), Result<void*>(size_t, unsigned, unsigned)>);
static_assert(is<decltype(map_droppable), Result<void*>(size_t)>);
static_assert(is<decltype(unmap), void(void*, size_t)>);
static_assert(is<decltype(advise), Result<size_t>(void*, size_t, int)>);
static_assert(is<decltype(drop), Result<size_t>(void*, size_t)>);
static_assert(is<decltype(protect), Result<size_t>(void*, size_t, unsigned)>);
static_assert(is<decltype(protect_by_key), Result<size_t>(void*, size_t, int, int)>);
static_assert(is<decltype(map_over), Result<void*>(void*, size_t, unsigned, unsigned, int)>);
static_assert(is<decltype(touch), Result<size_t>(void*)>);
static_assert(is<decltype(memfd_secret), Result<int>(unsigned)>);
static_assert(is<decltype(resize), Result<size_t>(int, size_t)>);
static_assert(is<decltype(sys::close), void(int)>);
static_assert(is<decltype(cancellable_getrandom), Result<size_t>(void*, size_t, unsigned)>);

// A call by its number, with flags for the descriptor that it makes.
static_assert(is<decltype(call_with_file_flags), Result<long>(const indirect_registers&, int)>);
// Descriptors: the newer call and the older, without errno; those that wait are cancellation points.
static_assert(is<decltype(sys::pipe), Result<int>(int*)>);
static_assert(is<decltype(sys::pipe2), Result<int>(int*, int)>);
static_assert(is<decltype(sys::dup2), Result<int>(int, int)>);
static_assert(is<decltype(sys::dup3), Result<int>(int, int, int)>);
static_assert(is<decltype(sys::signalfd), Result<int>(int, const sigset_t*)>);
static_assert(is<decltype(signalfd4), Result<int>(int, const sigset_t*, int)>);
static_assert(is<decltype(sys::socket), Result<int>(int, int, int)>);
static_assert(is<decltype(sys::socketpair), Result<int>(int, int, int, int*)>);
static_assert(is<decltype(sys::accept), Result<int>(int, sockaddr*, socklen_t*)>);
static_assert(is<decltype(cancellable_accept), Result<int>(int, sockaddr*, socklen_t*)>);
static_assert(is<decltype(cancellable_accept4), Result<int>(int, sockaddr*, socklen_t*, int)>);
static_assert(is<decltype(set_close_on_exec), void(int)>);
static_assert(is<decltype(set_non_blocking), void(int)>);
static_assert(is<decltype(is_non_blocking), bool(int)>);
static_assert(is<decltype(descriptor_table_size), int()>);

// The vDSO's function: how it is called, what it is named there, and how far apart states must be.
static_assert(is<decltype(call_vgetrandom),
                 Result<size_t>(VgetrandomFunction*, void*, size_t, unsigned, void*, size_t)>);
static_assert(is<decltype(way_to), VgetrandomFunction*(VgetrandomFunction*)>);
static_assert(sizeof kVgetrandomSymbol > 1 && sizeof kVgetrandomVersion > 1);
static_assert(kCacheLine >= 32 && (kCacheLine & (kCacheLine - 1)) == 0);
static_assert(sizeof(VdsoHashWord) == 4 || sizeof(VdsoHashWord) == 8);

// A child on a stack of its own, by clone3; its number or the negative number of an error.
static_assert(is<decltype(clone3), long(const CloneArguments&, int (*)(void*), void*)>);

// This thread's rights by protection key, or ENOSYS.
static_assert(is<decltype(key_rights), Result<long>(int)>);
static_assert(is<decltype(set_key_rights), Result<long>(int, unsigned)>);

// How the processor expands a key: some ways, the widest first, or none.
static_assert(is<decltype(Width::expand), Expand*>);
static_assert(is<decltype(width_features), unsigned()>);

}  // namespace nacre::sys
