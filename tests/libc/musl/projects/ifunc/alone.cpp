/* SPDX-License-Identifier: MIT */
// A program with IFUNC functions: static, hidden and exported ones, and a virtual method. Calls them
// directly and through pointers. Each must return 2. If TLS, relocated data or the environment does not
// work yet when a resolver runs, the resolver chooses too_early, which returns 1.
#include "expect.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace {

thread_local int thread_local_value = 40;
const char* volatile relocated = "relocated";

int too_early() { return 1; }
int right() { return 2; }

extern "C" int (*resolve(void))() {
  errno = ERANGE;
  const bool ready = thread_local_value == 40 && errno == ERANGE &&
                     !std::strcmp(relocated, "relocated") && std::getenv("PATH");
#if defined __x86_64__ || defined __i386__
  __builtin_cpu_init();
  const bool known = __builtin_cpu_supports("sse2");
#else
  const bool known = true;
#endif
  return ready && known ? right : too_early;
}

extern "C" {
[[gnu::ifunc("resolve")]] int exported();
[[gnu::ifunc("resolve"), gnu::visibility("hidden")]] int hidden();
[[gnu::ifunc("resolve")]] static int local();
}

struct Base {
  virtual ~Base() = default;
  virtual int value() = 0;
};
struct Derived : Base {
  int value() override;
};
#ifdef __clang__
// clang takes no ifunc attribute on a method.
int Derived::value() { return local(); }
#else
extern "C" int method_right(Derived*) { return 2; }
extern "C" int (*resolve_method(void))(Derived*) { return method_right; }
[[gnu::ifunc("resolve_method")]] int Derived::value();
#endif

int (*pointers[])() = {exported, hidden, local};
int (*const constant_pointer)() = local;
thread_local int (*volatile thread_local_pointer)() = hidden;
thread_local int (*volatile thread_local_exported)() = exported;

int from_constructor;
[[gnu::constructor]] void construct() { from_constructor = exported() * 100 + hidden() * 10 + local(); }
int from_initializer = local();

}  // namespace

int main() {
  EXPECT(exported() == 2);
  EXPECT(hidden() == 2);
  EXPECT(local() == 2);
  EXPECT(from_constructor == 222);
  EXPECT(from_initializer == 2);
  for (int (*volatile * pointer)() = pointers; pointer != pointers + 3; pointer++)
    EXPECT((*pointer)() == 2);
  int (*const volatile* constant)() = &constant_pointer;
  EXPECT((*constant)() == 2);
  EXPECT(thread_local_pointer() == 2);
  EXPECT(thread_local_exported() == 2);
  std::thread([] { EXPECT(thread_local_pointer() == 2 && thread_local_exported() == 2); }).join();

#ifndef __PIE__
  // Not compared in a position-independent program: bfd and gold give these functions two addresses
  // there, also with glibc.
  EXPECT(pointers[0] == exported);
  EXPECT(pointers[1] == hidden);
  EXPECT(*constant == local);
#endif

  Derived derived;
  Base* volatile base = &derived;
  EXPECT(base->value() == 2);
  return failures != 0;
}
