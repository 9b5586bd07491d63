// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

// The shared object that the kernel maps into each process. Everything in it is checked against the
// bounds of the image before use, so a truncated or hostile image has no symbols
// (hazard malformed-vdso).
class VdsoImage {
 public:
  VdsoImage(const void* base, size_t size)
      : base_(static_cast<const unsigned char*>(base)), size_(size) {}

  // The image of this process; an empty one where the kernel or a sandbox gave none.
  static VdsoImage of_this_process();

  // The image at an address from the auxiliary vector; none if the address is not page-aligned. Its
  // program headers, which must be in its first page, say how long it is. This is believed up to
  // kLongest. Only a system call could tell how much is mapped, and a sandbox may kill the process for
  // it (hazard unexpected-system-call).
  static VdsoImage mapped_at(uintptr_t address, size_t page);

  // Many times what the vDSO of any kernel has: one of 2024 has 6 KB, and pages have 64 KiB at most.
  static constexpr size_t kLongest = 1 << 20;

  // The address of the function `symbol` in version `version`, or null. An image without version
  // tables matches any version.
  const void* find(const char* version, const char* symbol) const;

  const unsigned char* base() const { return base_; }
  size_t size() const { return size_; }

 private:
  const unsigned char* base_;
  size_t size_;
};

}  // namespace nacre::sys
