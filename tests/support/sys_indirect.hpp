// SPDX-License-Identifier: MIT
// Makes the system call sys_indirect, which kernel/patches adds to the kernel (mainline Linux lacks it).
// sys_indirect makes another system call with flags for new descriptors. Its number is known only if
// nacre was built with the headers of such a kernel. The libc function nacre_indirect uses
// sys_indirect if it exists, and otherwise a call that accepts flags.
#pragma once
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <initializer_list>
#if __has_include(<linux/indirect.h>)
#include <asm/unistd.h>
#include <nacre/indirect.h>
#endif

namespace test {

// Returns whether sys_indirect can make this call.
inline bool sys_indirect_supports(long number) {
#ifdef __NR_indirect
  for (const long one : {SYS_socket, SYS_socketpair, SYS_accept, SYS_pipe, SYS_dup, SYS_epoll_create,
                         SYS_eventfd, SYS_signalfd, SYS_inotify_init})
    if (number == one) return true;
#endif
  static_cast<void>(number);
  return false;
}

#ifdef __NR_indirect
// Makes the system call without the libc's nacre_indirect.
inline long sys_indirect(const void* registers, const void* params, std::size_t size) {
  return syscall(__NR_indirect, registers, params, size);
}

inline bool kernel_has_indirect() {
  static const bool has = [] {
    const indirect_registers registers{SYS_inotify_init, {}};
    const long fd = sys_indirect(&registers, nullptr, 0);
    if (fd >= 0) close(static_cast<int>(fd));
    return fd >= 0;
  }();
  return has;
}
#endif

// Returns the number of the call that nacre_indirect makes for `number` with flags: sys_indirect if the
// kernel has it, and `otherwise` if not.
inline long number_of_call(long number, long otherwise) {
#ifdef __NR_indirect
  if (sys_indirect_supports(number) && kernel_has_indirect()) return __NR_indirect;
#endif
  static_cast<void>(number);
  return otherwise;
}

}  // namespace test
