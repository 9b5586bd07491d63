// SPDX-License-Identifier: MIT
// The peer "vdso" of the benchmark of random functions: the vDSO's getrandom without a libc.
#pragma once
#include <sys/auxv.h>
#include <sys/mman.h>

#include <string>
#include <vdso_image.hpp>
#include <vgetrandom_abi.hpp>

#include "bench/peers/fill_by.hpp"

namespace bench {

// Calls the kernel's vDSO function directly. A libc that returns the bytes of this function cannot be
// faster. Each object has one state in its own page. The function and its parameters are looked up once
// per process.
class Vdso {
 public:
  static constexpr char kName[] = "vdso";
  static std::string about() { return "the vDSO's getrandom, one state for each thread"; }
  static std::string missing() {
    return kernel().function == nullptr ? "this kernel has no vDSO getrandom" : "";
  }

  Vdso()
      : function_(kernel().function),
        state_size_(kernel().parameters.size),
        state_(mmap(nullptr, getauxval(AT_PAGESZ), static_cast<int>(kernel().parameters.protection),
                    static_cast<int>(kernel().parameters.flags), -1, 0)) {
    if (state_ == MAP_FAILED) abort();
  }
  ~Vdso() { munmap(state_, getauxval(AT_PAGESZ)); }
  Vdso(const Vdso&) = delete;
  Vdso& operator=(const Vdso&) = delete;

  long draw(void* buffer, size_t length) const {
    return function_(buffer, length, 0, state_, state_size_);
  }
  void fill(unsigned char* buffer, size_t length) const {
    fill_by([this](void* to, size_t count) { return draw(to, count); }, buffer, length);
  }

 private:
  struct Kernel {
    nacre::sys::VgetrandomFunction* function = nullptr;
    // The layout of struct vgetrandom_opaque_params, which older headers lack.
    struct {
      unsigned size, protection, flags, reserved[13];
    } parameters{};

    Kernel() {
      const void* found = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                        nacre::sys::kVgetrandomSymbol);
      const auto candidate = reinterpret_cast<nacre::sys::VgetrandomFunction*>(const_cast<void*>(found));
      // With a state size of ~0, the function only stores its parameters.
      if (candidate != nullptr && candidate(nullptr, 0, 0, &parameters, ~size_t{0}) == 0)
        function = candidate;
    }
  };
  static const Kernel& kernel() {
    static const Kernel kernel;
    return kernel;
  }

  nacre::sys::VgetrandomFunction* function_;
  size_t state_size_;
  void* state_;
};

}  // namespace bench
