// SPDX-License-Identifier: MIT
#pragma once
#include <machine.hpp>
#include <vdso_image.hpp>

namespace test {

// Returns whether a signal interrupted the vDSO's code, which is in the first 64 KiB of its image.
// `context` is the handler's third argument.
inline bool in_vdso(const void* context) {
  static const auto vdso =
      reinterpret_cast<unsigned long>(nacre::sys::VdsoImage::of_this_process().base());
  return vdso != 0 && interrupted_at(*static_cast<const ucontext_t*>(context)) - vdso < 0x10000;
}

}  // namespace test
