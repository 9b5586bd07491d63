// SPDX-License-Identifier: MIT
// The functions that a program built with -fsanitize=undefined calls when a check fails. Each function
// prints a report. The texts are those of the UBSan libraries of gcc and clang, because editors and test
// suites parse them.
#include <limits.h>
#include <string.h>

#include "libc/ubsan/report.hpp"

namespace nacre::ubsan {
namespace {

// Describes the use of a pointer that was checked. The compiler passes the use as a number: an index of
// this table.
const char* pointer_use(uint8_t check) {
  static constexpr const char* kUses[] = {"load of",
                                          "store to",
                                          "reference binding to",
                                          "member access within",
                                          "member call on",
                                          "constructor call on",
                                          "downcast of",
                                          "downcast of",
                                          "upcast of",
                                          "cast to virtual base of",
                                          "_Nonnull binding to",
                                          "dynamic operation on"};
  return check < sizeof(kUses) / sizeof(kUses[0]) ? kUses[check] : "use of";
}

void type_mismatch(TypeMismatchData* data, Value pointer, After after) {
  Report report{&data->location, after};
  if (!report) return;
  Value alignment = Value{1} << data->log_alignment;
  const void* address = reinterpret_cast<const void*>(pointer);
  Text& text = report.text() << pointer_use(data->check);
  if (!pointer) {
    text << " null pointer of type " << data->type;
  } else if (pointer & (alignment - 1)) {
    text << " misaligned address " << address << " for type " << data->type << ", which requires "
         << static_cast<unsigned long>(alignment) << " byte alignment";
  } else {
    text << " address " << address << " with insufficient space for an object of type " << data->type;
  }
}

void alignment_assumption(AlignmentAssumptionData* data, Value pointer, Value alignment, Value offset,
                          After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "assumption of " << static_cast<unsigned long>(alignment) << " byte alignment ";
  if (offset) report.text() << "(with offset of " << static_cast<unsigned long>(offset) << " byte) ";
  report.text() << "for pointer of type " << data->type << " failed at address "
                << reinterpret_cast<const void*>(pointer);
  report.note(data->assumption, "alignment assumption was specified here");
}

void overflow(TypedData* data, Value left, const char* operation, Value right, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << (data->type->is_signed() ? "signed" : "unsigned") << " integer overflow: ";
  report.text().value(data->type, left) << operation;
  report.text().value(data->type, right) << " cannot be represented in type " << data->type;
}

void negate_overflow(TypedData* data, Value value, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "negation of ";
  report.text().value(data->type, value) << " cannot be represented in type " << data->type;
  if (data->type->is_signed())
    report.text() << "; cast to an unsigned type to negate this value to itself";
}

void divrem_overflow(TypedData* data, Value left, Value right, After after) {
  Report report{&data->location, after};
  if (!report) return;
  // An integer division overflows only if the smallest value is divided by -1.
  bool by_minus_one = data->type->kind != Type::kFloat && is_negative(data->type, right) &&
                      integer(data->type, right) == ~Widest{0};
  if (!by_minus_one) {
    report.text() << "division by zero";
    return;
  }
  report.text() << "division of ";
  report.text().value(data->type, left) << " by -1 cannot be represented in type " << data->type;
}

void shift_out_of_bounds(ShiftData* data, Value left, Value right, After after) {
  Report report{&data->location, after};
  if (!report) return;
  Text& text = report.text();
  if (is_negative(data->right, right)) {
    text << "shift exponent ";
    text.value(data->right, right) << " is negative";
  } else if (integer(data->right, right) >= data->left->width()) {
    text << "shift exponent ";
    text.value(data->right, right) << " is too large for "
                                   << static_cast<unsigned long>(data->left->width()) << "-bit type "
                                   << data->left;
  } else if (is_negative(data->left, left)) {
    text << "left shift of negative value ";
    text.value(data->left, left);
  } else {
    text << "left shift of ";
    text.value(data->left, left) << " by ";
    text.value(data->right, right) << " places cannot be represented in type " << data->left;
  }
}

void out_of_bounds(OutOfBoundsData* data, Value index, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "index ";
  report.text().value(data->index, index) << " out of bounds for type " << data->array;
}

void local_out_of_bounds(After after) {
  SourceLocation unknown{};
  Report report{&unknown, after};
  if (report) report.text() << "access out of bounds";
}

void builtin_unreachable(LocationData* data) {
  Report report{&data->location, After::kEnd};
  report.text() << "execution reached an unreachable program point";
}

void missing_return(LocationData* data) {
  Report report{&data->location, After::kEnd};
  report.text() << "execution reached the end of a value-returning function without returning a value";
}

void vla_bound_not_positive(TypedData* data, Value bound, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "variable length array bound evaluates to non-positive value ";
  report.text().value(data->type, bound);
}

void float_cast_overflow(ConversionData* data, Value value, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text().value(data->from, value)
      << " is outside the range of representable values of type " << data->to;
}

void load_invalid_value(TypedData* data, Value value, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "load of value ";
  report.text().value(data->type, value) << ", which is not a valid value for type " << data->type;
}

void implicit_conversion(ConversionData* data, Value from, Value to, After after) {
  Report report{&data->location, after};
  if (!report) return;
  const auto describe = [&report](const Type* type, Value value) {
    report.text().value(type, value) << " (" << static_cast<unsigned long>(type->width()) << "-bit, "
                                     << (type->is_signed() ? "signed)" : "unsigned)");
  };
  report.text() << "implicit conversion from type " << data->from << " of value ";
  describe(data->from, from);
  report.text() << " to type " << data->to << " changed the value to ";
  describe(data->to, to);
}

void invalid_builtin(InvalidBuiltinData* data, After after) {
  Report report{&data->location, after};
  if (!report) return;
  constexpr uint8_t kCountTrailing = 0, kCountLeading = 1;
  if (data->check == kCountTrailing) {
    report.text() << "passing zero to ctz(), which is not a valid argument";
  } else if (data->check == kCountLeading) {
    report.text() << "passing zero to clz(), which is not a valid argument";
  } else {
    report.text() << "assumption is violated during execution";
  }
}

void function_type_mismatch(TypedData* data, Value function, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "call to function at " << reinterpret_cast<const void*>(function)
                << " through pointer to incorrect function type " << data->type;
}

// For Clang 16 and earlier, which pass the type_info of the function and the one that the call expects.
// This handler compares them, and reports only if they differ.
void function_type_mismatch(TypedData* data, Value function, const void* of_function,
                            const void* of_call, After after) {
  struct TypeInfo {
    const void* vtable;
    const char* name;
  };
  const auto name = [](const void* info) { return static_cast<const TypeInfo*>(info)->name; };
  if (of_function == of_call || (of_function && of_call && !strcmp(name(of_function), name(of_call))))
    return;
  function_type_mismatch(data, function, after);
}

void null_returned(AttributeData* data, SourceLocation* location, const char* attribute, After after) {
  Report report{location, after};
  if (!report) return;
  report.text() << "null pointer returned from function declared to never return null";
  report.note(data->attribute, attribute);
}

void null_argument(NonnullArgumentData* data, const char* attribute, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "null pointer passed as argument " << static_cast<unsigned long>(data->argument)
                << ", which is declared to never be null";
  report.note(data->attribute, attribute);
}

constexpr const char* kReturnsNonnull = "returns_nonnull attribute specified here";
constexpr const char* kNonnull = "nonnull attribute specified here";
constexpr const char* kNullability = "_Nonnull annotation specified here";

void pointer_overflow(LocationData* data, Value base, Value result, After after) {
  Report report{&data->location, after};
  if (!report) return;
  Text& text = report.text();
  const void* from = reinterpret_cast<const void*>(base);
  const void* to = reinterpret_cast<const void*>(result);
  if (!base && !result) {
    text << "applying zero offset to null pointer";
  } else if (!base) {
    text << "applying non-zero offset " << static_cast<unsigned long>(result) << " to null pointer";
  } else if (!result) {
    text << "applying non-zero offset to non-null pointer " << from << " produced null pointer";
  } else if ((static_cast<intptr_t>(base) < 0) == (static_cast<intptr_t>(result) < 0)) {
    // With an unsigned offset, a subtraction has increased the address, or an addition has decreased it.
    text << (base > result ? "addition" : "subtraction") << " of unsigned offset to " << from
         << " overflowed to " << to;
  } else {
    text << "pointer index expression with base " << from << " overflowed to " << to;
  }
}

void cfi_check_fail(ControlFlowData* data, Value target, After after) {
  Report report{&data->location, after};
  if (!report) return;
  report.text() << "control flow integrity check for type " << data->type << " failed at address "
                << reinterpret_cast<const void*>(target);
}

}  // namespace

extern "C" {

// Each check has two handlers. __ubsan_handle_NAME returns, so that the program continues.
// __ubsan_handle_NAME_abort, for -fno-sanitize-recover, ends the program.
#define HANDLER(name, parameters, call)           \
  void __ubsan_handle_##name parameters {         \
    constexpr After after = After::kContinue;     \
    call;                                         \
  }                                               \
  void __ubsan_handle_##name##_abort parameters { \
    constexpr After after = After::kEnd;          \
    call;                                         \
  }

HANDLER(type_mismatch_v1, (TypeMismatchData * data, Value pointer), type_mismatch(data, pointer, after))
HANDLER(alignment_assumption,
        (AlignmentAssumptionData * data, Value pointer, Value alignment, Value offset),
        alignment_assumption(data, pointer, alignment, offset, after))
HANDLER(add_overflow, (TypedData * data, Value left, Value right),
        overflow(data, left, " + ", right, after))
HANDLER(sub_overflow, (TypedData * data, Value left, Value right),
        overflow(data, left, " - ", right, after))
HANDLER(mul_overflow, (TypedData * data, Value left, Value right),
        overflow(data, left, " * ", right, after))
HANDLER(negate_overflow, (TypedData * data, Value value), negate_overflow(data, value, after))
HANDLER(divrem_overflow, (TypedData * data, Value left, Value right),
        divrem_overflow(data, left, right, after))
HANDLER(shift_out_of_bounds, (ShiftData * data, Value left, Value right),
        shift_out_of_bounds(data, left, right, after))
HANDLER(out_of_bounds, (OutOfBoundsData * data, Value index), out_of_bounds(data, index, after))
HANDLER(local_out_of_bounds, (), local_out_of_bounds(after))
HANDLER(vla_bound_not_positive, (TypedData * data, Value bound),
        vla_bound_not_positive(data, bound, after))
HANDLER(float_cast_overflow, (ConversionData * data, Value value),
        float_cast_overflow(data, value, after))
HANDLER(load_invalid_value, (TypedData * data, Value value), load_invalid_value(data, value, after))
HANDLER(implicit_conversion, (ConversionData * data, Value from, Value to),
        implicit_conversion(data, from, to, after))
HANDLER(invalid_builtin, (InvalidBuiltinData * data), invalid_builtin(data, after))
HANDLER(function_type_mismatch, (TypedData * data, Value function),
        function_type_mismatch(data, function, after))
HANDLER(function_type_mismatch_v1,
        (TypedData * data, Value function, const void* of_function, const void* of_call),
        function_type_mismatch(data, function, of_function, of_call, after))
HANDLER(nonnull_return_v1, (AttributeData * data, SourceLocation* location),
        null_returned(data, location, kReturnsNonnull, after))
HANDLER(nullability_return_v1, (AttributeData * data, SourceLocation* location),
        null_returned(data, location, kNullability, after))
HANDLER(nonnull_arg, (NonnullArgumentData * data), null_argument(data, kNonnull, after))
HANDLER(nullability_arg, (NonnullArgumentData * data), null_argument(data, kNullability, after))
HANDLER(pointer_overflow, (LocationData * data, Value base, Value result),
        pointer_overflow(data, base, result, after))
HANDLER(cfi_check_fail, (ControlFlowData * data, Value target, Value),
        cfi_check_fail(data, target, after))

void __ubsan_handle_builtin_unreachable(LocationData* data) { builtin_unreachable(data); }
void __ubsan_handle_missing_return(LocationData* data) { missing_return(data); }

}  // extern "C"

}  // namespace nacre::ubsan
