// SPDX-License-Identifier: MIT
// The structures that gcc and clang pass to the handlers of -fsanitize=undefined. Both compilers use the
// same layouts.
#pragma once

#include <stdint.h>

namespace nacre::ubsan {

struct SourceLocation {
  const char* file;
  uint32_t line;
  uint32_t column;
};

struct Type {
  enum Kind : uint16_t { kInteger = 0, kFloat = 1, kBitInt = 2 };
  uint16_t kind;
  // Integer: bit 0 is set for a signed type. The other bits are log2 of the width in bits.
  // Float: the width in bits.
  uint16_t info;

  // Returns the name of the type, in quotes. The compiler stores it after this structure.
  const char* name() const { return reinterpret_cast<const char*>(this + 1); }
  bool is_signed() const { return info & 1; }
  unsigned width() const { return kind == kFloat ? info : 1U << (info >> 1); }
};

// A value of the checked program. If it is larger than a pointer, this is its address.
using Value = uintptr_t;

struct LocationData {
  SourceLocation location;
};
struct TypedData {
  SourceLocation location;
  const Type* type;
};
struct TypeMismatchData {
  SourceLocation location;
  const Type* type;
  uint8_t log_alignment;  // log2 of the required alignment in bytes
  uint8_t check;  // the use of the pointer: an index of the texts in pointer_use() (handlers.cpp)
};
struct AlignmentAssumptionData {
  SourceLocation location;
  SourceLocation assumption;
  const Type* type;
};
struct ShiftData {
  SourceLocation location;
  const Type* left;
  const Type* right;
};
struct OutOfBoundsData {
  SourceLocation location;
  const Type* array;
  const Type* index;
};
struct ConversionData {
  SourceLocation location;
  const Type* from;
  const Type* to;
  uint8_t check;  // the kind of an implicit conversion; absent for float_cast_overflow; not used
};
struct InvalidBuiltinData {
  SourceLocation location;
  uint8_t check;  // the builtin function: see invalid_builtin() in handlers.cpp
};
struct AttributeData {
  SourceLocation attribute;
};
struct NonnullArgumentData {
  SourceLocation location;
  SourceLocation attribute;
  int argument;
};
struct DynamicTypeData {
  SourceLocation location;
  const Type* type;
  const void* type_info;
  uint8_t check;  // the use of the pointer, as in TypeMismatchData
};
struct ControlFlowData {
  uint8_t check;  // the kind of call or cast; not used
  SourceLocation location;
  const Type* type;
};

}  // namespace nacre::ubsan
