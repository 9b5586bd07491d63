// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

namespace nacre::sys {

// The shared object that the kernel maps into each process. Nothing in it is believed before it is
// checked against the image's bounds: a truncated or hostile image has no symbols (H15).
class VdsoImage {
 public:
  VdsoImage(const void* base, size_t size)
      : base_(static_cast<const unsigned char*>(base)), size_(size) {}

  // The image of this process; an empty one where the kernel or a sandbox gave none.
  static VdsoImage of_this_process();

  // The address of the function `symbol` in version `version`, or null. An image without version
  // tables matches any version.
  const void* find(const char* version, const char* symbol) const;

  const unsigned char* base() const { return base_; }

 private:
  const unsigned char* base_;
  size_t size_;
};

}  // namespace nacre::sys
