// SPDX-License-Identifier: MIT
#pragma once
#include <ucontext.h>

#include <vdso.hpp>

namespace test {

// Did a signal interrupt the vDSO's own code? `context` is the handler's third argument.
inline bool in_vdso(const void* context) {
  static const auto vdso =
      reinterpret_cast<unsigned long>(nacre::sys::VdsoImage::of_this_process().base());
#if defined(__x86_64__)
  const auto at = static_cast<const ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP];
#else
#error "where the interrupted instruction stands"
#endif
  return vdso != 0 && static_cast<unsigned long>(at) - vdso < 0x10000;
}

}  // namespace test
