// SPDX-License-Identifier: MIT
// kinds OPERATION...: calls the function of each name, which does one operation of C++ that
// -fsanitize=undefined reports. The function `valid` does only valid operations. reports_host_test.cpp
// has the expected report of each function.
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>

namespace {

struct Base {
  virtual ~Base() = default;
  virtual int number() { return 1; }
};
struct Other {
  virtual ~Other() = default;
  virtual int other() { return 2; }
};
struct Derived : Base {
  int number() override { return 3; }
  int more = 4;
};
struct Both : Derived, Other {
  int other() override { return 5; }
};
struct Virtual : virtual Base, Other {
  int number() override { return 6; }
};
struct Last : Virtual, Derived {
  int number() override { return 7; }
};

volatile int sink;

// Returns the pointer. The compiler cannot know where the result points, so it keeps the checks.
template <typename T>
__attribute__((noinline)) T* opaque(T* pointer) {
  T* volatile copy = pointer;
  return copy;
}
template <typename T>
__attribute__((noinline)) int use(T* object) {
  return object->number();
}
__attribute__((noinline)) int use_other(Other* object) { return object->other(); }

void valid() {
  Both both;
  Last last;
  sink = use<Base>(opaque(&both)) + use<Derived>(opaque(&both)) + use_other(opaque(&both));
  sink = use_other(opaque(&last)) + use<Virtual>(opaque(&last)) + use<Base>(opaque<Virtual>(&last));
  sink =
      static_cast<Both*>(opaque<Other>(&both))->more + static_cast<Derived*>(opaque<Base>(&both))->more;
  std::unique_ptr<Base> owned(new Derived);
  sink = owned->number();
}
void member_call() {
  alignas(Derived) static unsigned char memory[sizeof(Derived)];
  Other* other = new (memory) Other;
  sink = use(reinterpret_cast<Derived*>(opaque(other)));
}
void no_vtable() {
  alignas(Base) static unsigned char memory[sizeof(Base)];
  std::memset(memory, 0x41, sizeof(memory));
  sink = reinterpret_cast<Derived*>(opaque(memory))->more;
}
void downcast() {
  Base base;
  Derived* derived = static_cast<Derived*>(opaque(&base));
  sink = derived != nullptr;
}
void null_reference() {
  int* volatile null = nullptr;
  int& reference = *null;
  sink = &reference != nullptr;
}
void null_call() {
  struct Plain {
    __attribute__((noinline)) int number() { return 1; }
  };
  Plain* volatile null = nullptr;
  sink = null->number();
}
enum Color { kRed, kGreen };
void invalid_enum() {
  static Color color;
  int seven = 7;
  std::memcpy(&color, &seven, sizeof(color));
  Color* volatile pointer = &color;
  sink = *pointer == kGreen;
}
__attribute__((noinline)) int no_return(int yes) {
  if (yes) return 1;
}
void missing_return() { sink = no_return(sink & 0); }
__attribute__((noinline)) int takes_int(int i) { return i; }
void function() {
  auto* pointer = opaque(reinterpret_cast<int (*)(double, double)>(&takes_int));
  sink = pointer(1, 2);
}
void negative_array() {
  volatile int minus_one = -1;
  char array[minus_one];
  sink = opaque(array) != nullptr;
}

constexpr struct {
  const char* name;
  void (*run)();
} kKinds[] = {{"valid", valid},
              {"member_call", member_call},
              {"no_vtable", no_vtable},
              {"downcast", downcast},
              {"null_reference", null_reference},
              {"null_call", null_call},
              {"invalid_enum", invalid_enum},
              {"missing_return", missing_return},
              {"function", function},
              {"negative_array", negative_array}};

}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    for (const auto& kind : kKinds)
      if (!std::strcmp(kind.name, argv[i])) kind.run();
  std::puts("end");
}
