// SPDX-License-Identifier: MIT
#include <errno.h>
#include <sys/random.h>

#include "libc/random/draw.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/getrandom.hpp"
#include "sysdeps/contract/process.hpp"
#include "sysdeps/contract/thread.hpp"

namespace nacre::random {
namespace {

// The vDSO and the system call accept the same flags from 0 to 5. They differ at 6, GRND_INSECURE and
// GRND_RANDOM together: the vDSO accepts it, and the system call fails with EINVAL
// (hazard flags-differ). So 6 and all greater values always go to the system call.
constexpr unsigned kFirstFlagsForSystemCall = GRND_INSECURE | GRND_RANDOM;
static_assert(kFirstFlagsForSystemCall == 6 && GRND_NONBLOCK == 1);

// Handles all cases that the fast path does not: the first draw of a thread, long draws, pending
// cancellation, and the system call.
[[gnu::noinline]] ssize_t slowly(void* buffer, size_t length, unsigned flags) {
  // The wrapper of the system call handles a pending cancellation: it cancels the thread, fails
  // (PTHREAD_CANCEL_MASKED), or continues if cancellation is disabled (hazard uncancellable-wait).
  const bool cancel_pending = sys::started() && sys::cancellation_pending();
  if (flags < kFirstFlagsForSystemCall && !cancel_pending && draw_any(buffer, length, flags))
    return static_cast<ssize_t>(length);
  const auto answer = sys::cancellable_getrandom(buffer, length, flags);
  if (answer.ok()) return static_cast<ssize_t>(answer.value());
  errno = answer.error();
  return -1;
}

}  // namespace

// ssize_t getrandom(void *buffer, size_t length, unsigned flags)
//
// Fills `buffer` with `length` random bytes from the kernel's generator. Usually the vDSO generates
// them. For a long request, a cipher backend generates them from a key that the vDSO returns. If neither
// is possible, getrandom makes the system call (draw.hpp).
//
// length   in bytes
// flags    0, or GRND_NONBLOCK, GRND_RANDOM, GRND_INSECURE, as for the system call
// Returns  the number of bytes. If `length` is at most 256, the result is `length`. Otherwise, the
//          result may be smaller if a signal handler ran. It is at most 0x7ffff000 (2 GiB less 4 KiB).
// Errors   -1 with errno EAGAIN (not ready, and GRND_NONBLOCK), EFAULT (a null buffer with a length
//          other than 0), EINTR, EINVAL (flags), ENOSYS (before Linux 3.17), or the error of a sandbox.
//          A buffer that is neither null nor writable may cause SIGSEGV instead of EFAULT.
// Safety   MT-Safe, AS-Safe, AC-Safe. A cancellation point. errno is unchanged on success.
// Kernels  before Linux 6.11, and without getrandom in the vDSO or without droppable memory, it makes
//          the system call
// Source   getrandom(2); the kernel's lib/vdso/getrandom.c, Linux 6.11
NACRE_PUBLIC ssize_t getrandom(void* buffer, size_t length, unsigned flags) {
  // If the vDSO's function was not looked up yet, this thread may have no thread structure. So neither
  // its state word nor its pending cancellation may be read (hazard draw-before-startup).
  const auto function = sys::vgetrandom.known();
  if (function == nullptr) [[unlikely]]
    return slowly(buffer, length, flags);
  if (flags >= kFirstFlagsForSystemCall) [[unlikely]]
    return slowly(buffer, length, flags);
  if (!fits_fast_path(buffer, length)) [[unlikely]]
    return slowly(buffer, length, flags);
  if (sys::cancellation_pending()) [[unlikely]]
    return slowly(buffer, length, flags);
  // Keep the arguments on the stack for the slow path. Without `volatile`, the compiler keeps them in
  // callee-saved registers, which each draw must save and restore.
  void* volatile const kept_buffer = buffer;
  const volatile size_t kept_length = length;
  const volatile unsigned kept_flags = flags;
  const auto drawn = draw(function, buffer, length, flags);
  if (!drawn.is(kept_length)) [[unlikely]]
    return slowly(kept_buffer, kept_length, kept_flags);
  return static_cast<ssize_t>(drawn.value());
}

}  // namespace nacre::random
