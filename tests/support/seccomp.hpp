// SPDX-License-Identifier: MIT
// Builds seccomp filters as a sandbox would. A filter cannot be removed, so tests install it in a child.
// A filter lets all system calls pass, except those that get an action: kKill, kNotify, SECCOMP_RET_TRAP
// or answer(error), which makes the call fail with this error (seccomp(2)).
#pragma once
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <vector>

#include "tests/support/map_call.hpp"

namespace test {

inline constexpr unsigned kKill = SECCOMP_RET_KILL_PROCESS;
inline constexpr unsigned kNotify = SECCOMP_RET_USER_NOTIF;
inline constexpr unsigned answer(int error) { return SECCOMP_RET_ERRNO | static_cast<unsigned>(error); }

class Filter {
 public:
  Filter() { load(offsetof(seccomp_data, nr)); }

  // Every call of this number gets `action`.
  Filter& refuse(long number, unsigned action) {
    jump_equal(static_cast<unsigned>(number), 1);
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
    return *this;
  }
  // Every call of this number whose argument `index` has this value in its lower half gets `action`.
  Filter& refuse_with(long number, unsigned index, unsigned value, unsigned action) {
    jump_equal(static_cast<unsigned>(number), 4);
    load(lower_half_of_argument(index));
    jump_equal(value, 1);
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
    load(offsetof(seccomp_data, nr));
    return *this;
  }
  // Every fcntl of this command gets `action`. 32-bit programs have two numbers for fcntl.
  Filter& refuse_fcntl(unsigned command, unsigned action) {
#ifdef SYS_fcntl64
    refuse_with(SYS_fcntl64, 1, command, action);
#endif
    return refuse_with(SYS_fcntl, 1, command, action);
  }
  // Every accept4 gets `action`. By default, accept4 fails with ENOSYS, as if the kernel lacked it.
  Filter& refuse_accept4(unsigned action = answer(ENOSYS)) {
#ifdef SYS_socketcall
    constexpr unsigned kMember = 18;  // the number of accept4 in socketcall
    refuse_with(SYS_socketcall, 0, kMember, action);
#endif
    return refuse(SYS_accept4, action);
  }
  // Every mmap of droppable memory gets `action`; others pass.
  Filter& refuse_droppable(unsigned action) {
    jump_equal(kMapCall, 4);
    load(lower_half_of_argument(3));
    code_.push_back(BPF_STMT(BPF_ALU | BPF_AND | BPF_K, 0x0f));  // MAP_TYPE
    jump_equal(0x08, 1);                                         // MAP_DROPPABLE
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
    load(offsetof(seccomp_data, nr));
    return *this;
  }
  // Every call of this number with one of these bits in argument `index` gets `action`.
  Filter& refuse_bits(long number, unsigned index, unsigned bits, unsigned action) {
    jump_equal(static_cast<unsigned>(number), 4);
    load(lower_half_of_argument(index));
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
    load(offsetof(seccomp_data, nr));
    return *this;
  }
  // Installs the filter in all threads of the process.
  bool install() { return set(SECCOMP_FILTER_FLAG_TSYNC) == 0; }
  // Installs the filter in this thread. Returns the descriptor that receives calls with kNotify, or -1.
  int listen() { return set(SECCOMP_FILTER_FLAG_NEW_LISTENER); }

 private:
  int set(unsigned flags) {
    code_.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    sock_fprog program{static_cast<unsigned short>(code_.size()), code_.data()};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return static_cast<int>(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program));
  }
  static std::size_t lower_half_of_argument(unsigned index) {
    return offsetof(seccomp_data, args) + 8 * index +
           (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? sizeof(unsigned) : 0);
  }
  void load(std::size_t offset) {
    code_.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<unsigned>(offset)));
  }
  // Continues with the next instruction if equal, and otherwise skips `otherwise` instructions.
  void jump_equal(unsigned value, unsigned char otherwise) {
    code_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, otherwise));
  }
  std::vector<sock_filter> code_;
};

}  // namespace test
