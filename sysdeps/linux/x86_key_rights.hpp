// SPDX-License-Identifier: MIT
// Protection keys of i386 and x86_64 processors. The register PKRU has two bits for each of sixteen
// keys.
#pragma once
#include <cpuid.h>
#include <errno.h>

#include "support/atomic.hpp"
#include "support/result.hpp"

namespace nacre::sys {

// Returns whether the kernel has enabled PKRU. If not, the instructions that access PKRU are illegal.
// The result is cached, because CPUID is slow in virtual machines. Threads that call this function at
// the same time store the same result.
inline bool has_key_rights() {
  enum State : int { kUnknown, kNo, kYes };
  static constinit Atomic<int> cached;
  int state = cached.load(Order::relaxed);
  if (state == kUnknown) [[unlikely]] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    state = __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (c & bit_OSPKE) != 0 ? kYes : kNo;
    cached.store(state, Order::relaxed);
  }
  return state == kYes;
}

inline constexpr int kKeys = 16;
inline constexpr unsigned kAllRights = 3;

// Returns 0 if the key and the rights are valid and the processor has keys, otherwise an error number.
inline int key_problem(int key, unsigned rights) {
  if (key < 0 || key >= kKeys || rights > kAllRights) return EINVAL;
  return has_key_rights() ? 0 : ENOSYS;
}

inline unsigned read_key_register() {
  unsigned rights, ignored;
  __asm__ volatile("rdpkru" : "=a"(rights), "=d"(ignored) : "c"(0));
  return rights;
}

// The compiler must not move memory accesses across this instruction.
inline void write_key_register(unsigned rights) {
  __asm__ volatile("wrpkru" : : "a"(rights), "c"(0), "d"(0) : "memory");
}

inline Result<long> key_rights(int key) {
  if (const int problem = key_problem(key, 0)) return Result<long>::failure(problem);
  return Result<long>::success(read_key_register() >> (2 * key) & kAllRights);
}

inline Result<long> set_key_rights(int key, unsigned rights) {
  if (const int problem = key_problem(key, rights)) return Result<long>::failure(problem);
  const unsigned others = read_key_register() & ~(kAllRights << (2 * key));
  write_key_register(others | rights << (2 * key));
  return Result<long>::success(0);
}

}  // namespace nacre::sys
