// SPDX-License-Identifier: MIT
// The handlers of -fsanitize=vptr, which checks that an object has the class that the program assumes.
//
// The code reads type_info objects by the layout of the Itanium C++ ABI. It does not use libstdc++,
// because libubsan.a is also linked into C programs. Besides, a program and its shared libraries can
// each contain a libstdc++. Then one class can have several type_info objects, so classes are compared
// by name.
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "libc/ubsan/report.hpp"

// A function of libstdc++. Its address is null in a program without libstdc++.
extern "C" __attribute__((weak, visibility("default"))) char* __cxa_demangle(const char*, char*, size_t*,
                                                                             int*);

namespace nacre::ubsan {
namespace {

struct TypeInfo {
  const void* const* vtable;
  const char* mangled;

  // A leading star means that the name is local to its program or shared library.
  const char* name() const { return mangled + (*mangled == '*'); }
  bool operator==(const TypeInfo& other) const {
    return this == &other || (mangled == other.mangled) ||
           (*mangled != '*' && *other.mangled != '*' && !strcmp(mangled, other.mangled));
  }
  // Returns the name of this object's own class, which is one of the ABI's subclasses of type_info.
  const char* kind() const { return static_cast<const TypeInfo*>(vtable[-1])->name(); }
};
struct SingleBase : TypeInfo {
  const TypeInfo* base;
};
struct Bases : TypeInfo {
  struct Base {
    const TypeInfo* type;
    long offset_and_flags;
  };
  unsigned flags;
  unsigned count;

  const Base* bases() const { return reinterpret_cast<const Base*>(this + 1); }
};

// Copies from memory that is possibly not mapped. Returns false if it is not mapped.
bool read(uintptr_t from, void* to, size_t size) {
  iovec local{to, size}, remote{reinterpret_cast<void*>(from), size};
  return process_vm_readv(getpid(), &local, 1, &remote, 1, 0) == static_cast<ssize_t>(size);
}

// Does an object of class `type` contain an object of class `expected` at this offset?
bool has_at(const TypeInfo* type, const TypeInfo& expected, long offset) {
  if (*type == expected) return offset == 0;
  if (!strcmp(type->kind(), "N10__cxxabiv120__si_class_type_infoE"))
    return has_at(static_cast<const SingleBase*>(type)->base, expected, offset);
  if (strcmp(type->kind(), "N10__cxxabiv121__vmi_class_type_infoE") != 0) return false;
  const Bases* bases = static_cast<const Bases*>(type);
  for (unsigned i = 0; i < bases->count; ++i) {
    constexpr long kVirtual = 1;
    constexpr int kOffsetShift = 8;
    long packed = bases->bases()[i].offset_and_flags;
    // The offset of a virtual base depends on the object, and is not read here. So a class with a
    // virtual base always passes the check.
    if (packed & kVirtual) return true;
    if (has_at(bases->bases()[i].type, expected, offset - (packed >> kOffsetShift))) return true;
  }
  return false;
}

// Returns the class of the complete object to which the subobject at `object` belongs, as its virtual
// table says, or null if the table is invalid. Stores the offset of `object` from the start of the
// complete object.
const TypeInfo* dynamic_type(uintptr_t object, long* offset) {
  struct {
    long offset_to_top;
    const TypeInfo* type;
  } before;
  uintptr_t vtable;
  if (!read(object, &vtable, sizeof(vtable)) || vtable % alignof(void*)) return nullptr;
  if (!read(vtable - sizeof(before), &before, sizeof(before)) || !before.type) return nullptr;
  // Check that the type_info object, its name and its virtual table are mapped.
  TypeInfo type;
  char name;
  const void* kind;
  if (!read(reinterpret_cast<uintptr_t>(before.type), &type, sizeof(type)) ||
      !read(reinterpret_cast<uintptr_t>(type.mangled), &name, 1) ||
      !read(reinterpret_cast<uintptr_t>(type.vtable) - sizeof(void*), &kind, sizeof(kind)))
    return nullptr;
  *offset = -before.offset_to_top;
  return before.type;
}

}  // namespace

extern "C" {

// A cache of checks that succeeded. Each entry is the hash of a class and a virtual table. Compiled code
// searches the cache before it calls a handler.
uintptr_t __ubsan_vptr_type_cache[128];
}

namespace {

void dynamic_type_cache_miss(DynamicTypeData* data, uintptr_t object, uintptr_t hash, After after) {
  long offset = 0;
  const TypeInfo* type = dynamic_type(object, &offset);
  const TypeInfo* expected = static_cast<const TypeInfo*>(data->type_info);
  constexpr size_t kSlots = sizeof(__ubsan_vptr_type_cache) / sizeof(__ubsan_vptr_type_cache[0]);
  if (type && has_at(type, *expected, offset)) {
    __atomic_store_n(&__ubsan_vptr_type_cache[hash % kSlots], hash, __ATOMIC_RELAXED);
    return;
  }
  Report report{&data->location, after};
  if (!report) return;
  static constexpr const char* kUses[] = {"member access within", "member call on",
                                          "constructor call on"};
  // pointer_use() in handlers.cpp lists the values of data->check. 3 to 5 are in kUses. All others are
  // reported as downcasts.
  constexpr uint8_t kFirst = 3, kDowncast = 6;
  uint8_t use = static_cast<uint8_t>(data->check - kFirst);
  Text& text = report.text();
  text << (data->check < kDowncast && use < 3 ? kUses[use] : "downcast of") << " address "
       << reinterpret_cast<const void*>(object) << " which does not point to an object of type "
       << data->type;
  if (!type) {
    report.note(report.place(), "object has invalid vptr");
    return;
  }
  char* plain = __cxa_demangle ? __cxa_demangle(type->name(), nullptr, nullptr, nullptr) : nullptr;
  report.note(report.place(), "object is of type '");
  text << (plain ? plain : type->name()) << "'";
  free(plain);
}

}  // namespace

extern "C" {

void __ubsan_handle_dynamic_type_cache_miss(DynamicTypeData* data, uintptr_t object, uintptr_t hash) {
  dynamic_type_cache_miss(data, object, hash, After::kContinue);
}
void __ubsan_handle_dynamic_type_cache_miss_abort(DynamicTypeData* data, uintptr_t object,
                                                  uintptr_t hash) {
  dynamic_type_cache_miss(data, object, hash, After::kEnd);
}

}  // extern "C"

}  // namespace nacre::ubsan
