// SPDX-License-Identifier: MIT
// The buffer that benchmarks fill with random bytes.
#pragma once
#include <stddef.h>
#include <string.h>

#include <new>

namespace bench {

// The constructor writes to each page, so that the measurement causes no page faults. The memory is
// page-aligned, so that the alignment does not depend on malloc.
class Buffer {
 public:
  explicit Buffer(size_t size)
      : data_(static_cast<unsigned char*>(operator new(size, kPage))), size_(size) {
    memset(data_, 1, size);
  }
  ~Buffer() { operator delete(data_, kPage); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  unsigned char* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  static constexpr std::align_val_t kPage{4096};
  unsigned char* data_;
  size_t size_;
};

}  // namespace bench
