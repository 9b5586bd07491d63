// SPDX-License-Identifier: MIT
// The search for a function in the vDSO, an ELF image.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

// The vDSO, a shared object that the kernel maps into each process. Every offset in it is checked
// against the bounds of the image before use. In a truncated or malformed image, find() returns null and
// does not crash (hazard malformed-vdso in libc/random/HAZARDS.md).
class VdsoImage {
 public:
  VdsoImage(const void* base, size_t size)
      : base_(static_cast<const unsigned char*>(base)), size_(size) {}

  // Returns the image of this process, or an empty image if the kernel or a sandbox provides none.
  static VdsoImage of_this_process();

  // Returns the image at an address from the auxiliary vector, or an empty image if the address is not
  // page-aligned. `page` is the page size in bytes. The program headers, which must be in the first
  // page, contain the size of the image. A larger size than kLongest is rejected. A smaller size is
  // trusted: testing whether all of it is mapped would need a system call, for which a sandbox may kill
  // the process (hazard unexpected-system-call).
  static VdsoImage mapped_at(uintptr_t address, size_t page);

  // The maximum size of an image. A vDSO of 2024 has 6 KB. With pages of 64 KiB, it can occupy 64 KiB.
  // So this is many times the size of any vDSO.
  static constexpr size_t kLongest = 1 << 20;

  // Returns the address of the function `symbol` in version `version`, or null. An image without version
  // tables matches any version.
  const void* find(const char* version, const char* symbol) const;

  const unsigned char* base() const { return base_; }
  size_t size() const { return size_; }

 private:
  const unsigned char* base_;
  size_t size_;
};

}  // namespace nacre::sys
