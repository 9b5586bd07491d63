// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre::sys {

// The shared object that the kernel maps into each process. Nothing in it is believed before it is
// checked against the image's bounds: a truncated or hostile image has no symbols (H15).
class VdsoImage {
 public:
  VdsoImage(const void* base, size_t size)
      : base_(static_cast<const unsigned char*>(base)), size_(size) {}

  // The image of this process; an empty one where the kernel or a sandbox gave none.
  static VdsoImage of_this_process();

  // The image at this address, which the auxiliary vector gave: none where it is no page's. How long it
  // is, its program headers say, which must lie in its first page. That is believed, up to kLongest:
  // only a system call could tell how much is mapped, and a sandbox may kill for it (H14).
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
