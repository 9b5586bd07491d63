// SPDX-License-Identifier: MIT
// Typed system calls that create descriptors (sysdeps/contract/descriptors.hpp). If an architecture
// lacks an older call without flags, the newer call with flags 0 replaces it. accept is an exception: it
// uses socketcall(2) on such an architecture.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <cancellable.hpp>
#include <raw_syscall.hpp>

#include "support/errors.hpp"
#include "support/result.hpp"

namespace nacre::sys {

inline long address_word(const void* address) { return reinterpret_cast<long>(address); }

inline Result<int> pipe2(int* ends, int flags) {
  return Result<int>::from_kernel(raw_syscall(SYS_pipe2, address_word(ends), flags));
}

inline Result<int> pipe(int* ends) {
// On MIPS and SuperH, the older call returns the descriptors in two registers, so pipe2 is used.
#if defined SYS_pipe && !defined __mips__ && !defined __sh__
  return Result<int>::from_kernel(raw_syscall(SYS_pipe, address_word(ends)));
#else
  return pipe2(ends, 0);
#endif
}

inline Result<int> dup3(int from, int to, int flags) {
  return Result<int>::from_kernel(raw_syscall(SYS_dup3, from, to, flags));
}

inline Result<int> dup2(int from, int to) {
#ifdef SYS_dup2
  return Result<int>::from_kernel(raw_syscall(SYS_dup2, from, to));
#else
  return dup3(from, to, 0);
#endif
}

// Returns another descriptor of the same open file, with close-on-exec.
inline Result<int> duplicate(int fd) {
  return Result<int>::from_kernel(raw_syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 0));
}

inline Result<int> signalfd4(int fd, const sigset_t* signals, int flags) {
  return Result<int>::from_kernel(
      raw_syscall(SYS_signalfd4, fd, address_word(signals), _NSIG / 8, flags));
}

inline Result<int> signalfd(int fd, const sigset_t* signals) {
#ifdef SYS_signalfd
  return Result<int>::from_kernel(raw_syscall(SYS_signalfd, fd, address_word(signals), _NSIG / 8));
#else
  return signalfd4(fd, signals, 0);
#endif
}

// Old kernels of some architectures have only socketcall(2) for all socket functions. Current kernels of
// i386, s390x and m68k have no other call for accept without flags. The first argument of socketcall,
// here `member`, selects the function: SYS_SOCKET (1), SYS_ACCEPT (5), SYS_SOCKETPAIR (8) or SYS_ACCEPT4
// (18) of <linux/net.h>. Its second argument points to the arguments of the function.
template <class Call>
Result<int> socket_call(const Call& call, long number, long member, long a, long b, long c, long d) {
  const auto result = Result<int>::from_kernel(call(number, a, b, c, d));
#ifdef SYS_socketcall
  if (result.ok() || !is_missing(result.error())) return result;
  const long arguments[] = {a, b, c, d};
  const auto older =
      Result<int>::from_kernel(call(SYS_socketcall, member, address_word(arguments), 0, 0));
  constexpr long kAccept4 = 18;
  // A kernel whose socketcall lacks accept4 fails with EINVAL. Report the first error, ENOSYS, instead.
  return member == kAccept4 && !older.ok() && older.error() == EINVAL ? result : older;
#else
  (void)member;
  return result;
#endif
}

inline long uncancellably(long number, long a, long b, long c, long d) {
  return raw_syscall(number, a, b, c, d);
}
inline long cancellably(long number, long a, long b, long c, long d) {
  const auto result = cancellable_call(number, a, b, c, d);
  return result.ok() ? result.value() : -result.error();
}

#ifdef SYS_accept
inline constexpr long kAcceptNumber = SYS_accept;
#else
inline constexpr long kAcceptNumber = -1;  // the kernel returns ENOSYS
#endif

inline Result<int> socket(int domain, int type, int protocol) {
  return socket_call(uncancellably, SYS_socket, 1, domain, type, protocol, 0);
}

inline Result<int> socketpair(int domain, int type, int protocol, int* ends) {
  return socket_call(uncancellably, SYS_socketpair, 8, domain, type, protocol, address_word(ends));
}

inline Result<int> accept(int listener, sockaddr* address, socklen_t* length) {
  return socket_call(uncancellably, kAcceptNumber, 5, listener, address_word(address),
                     address_word(length), 0);
}

// Unlike accept, cancellable_accept and cancellable_accept4 are cancellation points.
inline Result<int> cancellable_accept(int listener, sockaddr* address, socklen_t* length) {
  return socket_call(cancellably, kAcceptNumber, 5, listener, address_word(address),
                     address_word(length), 0);
}
inline Result<int> cancellable_accept4(int listener, sockaddr* address, socklen_t* length, int flags) {
  return socket_call(cancellably, SYS_accept4, 18, listener, address_word(address), address_word(length),
                     flags);
}

inline void set_close_on_exec(int fd) { raw_syscall(SYS_fcntl, fd, F_SETFD, FD_CLOEXEC); }
// Replaces all flags, so the descriptor must be new.
inline void set_non_blocking(int fd) { raw_syscall(SYS_fcntl, fd, F_SETFL, O_NONBLOCK); }
inline bool is_non_blocking(int fd) {
  const auto flags = Result<int>::from_kernel(raw_syscall(SYS_fcntl, fd, F_GETFL));
  return flags.ok() && (flags.value() & O_NONBLOCK) != 0;
}

}  // namespace nacre::sys
