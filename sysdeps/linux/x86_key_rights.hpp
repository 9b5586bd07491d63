// SPDX-License-Identifier: MIT
// Protection keys of i386 and x86_64 processors: two bits for each of sixteen keys, in the register
// PKRU.
#pragma once
#include <cpuid.h>
#include <errno.h>

#include "support/atomic.hpp"
#include "support/result.hpp"

namespace nacre::sys {

// Does the kernel keep the register? Elsewhere its instructions are not allowed. CPUID is slow in
// virtual machines, and asked once; the threads that ask at the same time get the same answer.
inline bool has_key_rights() {
  enum Answer : int { kNotAsked, kNo, kYes };
  static constinit Atomic<int> known;
  int answer = known.load(Order::relaxed);
  if (answer == kNotAsked) [[unlikely]] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    answer = __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (c & bit_OSPKE) != 0 ? kYes : kNo;
    known.store(answer, Order::relaxed);
  }
  return answer == kYes;
}

inline constexpr int kKeys = 16;
inline constexpr unsigned kAllRights = 3;

// Why a key, or rights to it, are not to be had; 0 where they are.
inline int key_problem(int key, unsigned rights) {
  if (key < 0 || key >= kKeys || rights > kAllRights) return EINVAL;
  return has_key_rights() ? 0 : ENOSYS;
}

inline unsigned read_key_register() {
  unsigned rights, ignored;
  __asm__ volatile("rdpkru" : "=a"(rights), "=d"(ignored) : "c"(0));
  return rights;
}

// Memory accesses stay on the side where they were written.
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
