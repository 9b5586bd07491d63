// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace nacre {

// A value or an error number, in one word. As in the result of a Linux system call, -4095 to -1 are
// errors. The class does not use errno.
template <class T>
class [[nodiscard]] Result {
 public:
  static constexpr Result from_kernel(intptr_t raw) { return Result(raw); }
  static constexpr Result failure(int error) { return Result(-error); }
  static Result success(T value) { return Result(intptr_t(value)); }

  constexpr bool ok() const { return static_cast<uintptr_t>(raw_) < kFirstError; }
  bool is(T value) const { return raw_ == intptr_t(value); }
  T value() const { return T(raw_); }
  constexpr int error() const { return static_cast<int>(-raw_); }

 private:
  static constexpr uintptr_t kFirstError = static_cast<uintptr_t>(-4095);
  constexpr explicit Result(intptr_t raw) : raw_(raw) {}
  intptr_t raw_;
};

}  // namespace nacre
