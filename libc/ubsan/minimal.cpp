// SPDX-License-Identifier: MIT
// The handlers for clang's -fsanitize-minimal-runtime. A report has only the kind of the error and the
// address of the code, because the handlers have no arguments. There is one exception, which these
// handlers ignore: since clang 22, the argument of type_mismatch is the invalid pointer.
#include "libc/ubsan/report.hpp"

namespace nacre::ubsan {
namespace {

// Each address is reported once: returns false if the address was reported before. The table holds 64
// addresses. If it is full, any other address is reported each time.
bool first_time(uintptr_t address) {
  static uintptr_t reported[64];
  for (uintptr_t& slot : reported) {
    uintptr_t found = 0;
    if (__atomic_compare_exchange_n(&slot, &found, address, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
      return true;
    if (found == address) return false;
  }
  return true;
}

void report(const char* kind, void* caller, After after) {
  if (!first_time(reinterpret_cast<uintptr_t>(caller)) && after != After::kEnd) return;
  SourceLocation unknown{};
  Report report{&unknown, after};
  report.text() << kind << " at code address " << caller;
}

}  // namespace

extern "C" {

#define MINIMAL(name)                                             \
  void __ubsan_handle_##name##_minimal() {                        \
    report(#name, __builtin_return_address(0), After::kContinue); \
  }                                                               \
  void __ubsan_handle_##name##_minimal_abort() {                  \
    report(#name, __builtin_return_address(0), After::kEnd);      \
  }

MINIMAL(type_mismatch)
MINIMAL(alignment_assumption)
MINIMAL(add_overflow)
MINIMAL(sub_overflow)
MINIMAL(mul_overflow)
MINIMAL(negate_overflow)
MINIMAL(divrem_overflow)
MINIMAL(shift_out_of_bounds)
MINIMAL(out_of_bounds)
MINIMAL(local_out_of_bounds)
MINIMAL(builtin_unreachable)
MINIMAL(missing_return)
MINIMAL(vla_bound_not_positive)
MINIMAL(float_cast_overflow)
MINIMAL(load_invalid_value)
MINIMAL(invalid_builtin)
MINIMAL(invalid_objc_cast)
MINIMAL(function_type_mismatch)
MINIMAL(implicit_conversion)
MINIMAL(nonnull_arg)
MINIMAL(nonnull_return)
MINIMAL(nullability_arg)
MINIMAL(nullability_return)
MINIMAL(pointer_overflow)
MINIMAL(cfi_check_fail)

}  // extern "C"

}  // namespace nacre::ubsan
