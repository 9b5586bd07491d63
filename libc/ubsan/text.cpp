// SPDX-License-Identifier: MIT
#include "libc/ubsan/text.hpp"

#include <stdio.h>
#include <string.h>

namespace nacre::ubsan {
namespace {

template <typename T>
Widest load(const void* from) {
  T value;
  memcpy(&value, from, sizeof(value));
  return value;
}

// Returns the width of an integer type in bits. For _BitInt, Clang stores the width as a uint32_t after
// the NUL of the type name.
unsigned bits(const Type* type) {
  if (type->kind != Type::kBitInt) return type->width();
  return static_cast<unsigned>(load<uint32_t>(type->name() + strlen(type->name()) + 1));
}

constexpr unsigned kWidest = 8 * sizeof(Widest);

}  // namespace

Widest integer(const Type* type, Value value) {
  Widest number = value;
  if (type->width() > 8 * sizeof(Value)) {
    const void* stored = reinterpret_cast<const void*>(value);
    number = type->width() == 64 ? load<uint64_t>(stored) : load<Widest>(stored);
  }
  // Extend the number from the width of its type to the widest type, with its sign if it has one.
  if (unsigned unused = kWidest - bits(type); unused < kWidest) {
    number <<= unused;
    number = number >> (kWidest - 1) && type->is_signed() ? ~(~number >> unused) : number >> unused;
  }
  return number;
}

bool is_negative(const Type* type, Value value) {
  return type->is_signed() && type->width() <= kWidest && integer(type, value) >> (kWidest - 1);
}

void Text::put(char c) {
  if (size_ < sizeof(data_)) data_[size_++] = c;
}

Text& Text::operator<<(const char* text) {
  while (*text) put(*text++);
  return *this;
}

void Text::digits(Widest number, unsigned base) {
  char reversed[kWidest];
  size_t count = 0;
  do {
    reversed[count++] = "0123456789abcdef"[number % base];
    number /= base;
  } while (number);
  while (count) put(reversed[--count]);
}

Text& Text::operator<<(unsigned long number) {
  digits(number, 10);
  return *this;
}

Text& Text::operator<<(const void* address) {
  *this << "0x";
  size_t start = size_;
  digits(reinterpret_cast<uintptr_t>(address), 16);
  // On 64-bit targets, pad addresses to 12 hex digits, as compiler-rt does.
  size_t digits_written = size_ - start, width = 12;
  if (sizeof(void*) == 8 && digits_written < width && size_ + width < sizeof(data_)) {
    memmove(data_ + start + width - digits_written, data_ + start, digits_written);
    memset(data_ + start, '0', width - digits_written);
    size_ = start + width;
  }
  return *this;
}

Text& Text::operator<<(const SourceLocation& location) {
  if (!location.file) return *this << "<unknown>";
  *this << location.file << ":" << static_cast<unsigned long>(location.line);
  if (location.column) *this << ":" << static_cast<unsigned long>(location.column);
  return *this;
}

void Text::floating(unsigned width, Value value) {
  long double number;
  const void* stored = reinterpret_cast<const void*>(value);
  if (width == 32) {
    // A float is stored in the low 32 bits of `value`, also on big-endian machines.
    uint32_t low = static_cast<uint32_t>(value);
    float float_value;
    memcpy(&float_value, &low, sizeof(float_value));
    number = float_value;
  } else if (width == 64) {
    double double_value;
    memcpy(&double_value, sizeof(Value) == 8 ? &value : stored, sizeof(double_value));
    number = double_value;
  } else if (width == 8 * sizeof(long double) || (width == 80 && sizeof(long double) > 8)) {
    memcpy(&number, stored, sizeof(number));
  } else {
    *this << "<unknown>";
    return;
  }
  char digits[64];
  snprintf(digits, sizeof(digits), "%Lg", number);
  *this << digits;
}

Text& Text::value(const Type* type, Value value) {
  if (type->kind == Type::kFloat) {
    floating(type->info, value);
  } else if ((type->kind == Type::kInteger || type->kind == Type::kBitInt) && type->width() <= kWidest) {
    Widest number = integer(type, value);
    if (is_negative(type, value)) {
      put('-');
      number = -number;
    }
    digits(number, 10);
  } else {
    *this << "<unknown>";
  }
  return *this;
}

void Text::end_line() {
  if (size_ == sizeof(data_)) --size_;
  put('\n');
}

}  // namespace nacre::ubsan
