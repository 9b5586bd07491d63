// SPDX-License-Identifier: MIT
// A plugin, which host.cpp and host.c load. They call its functions to test that a plugin can draw
// random bytes, throw and catch exceptions, and run a destructor at a thread's end.
#include <sys/random.h>

#include <exception>
#include <stdexcept>
#include <string>

namespace {

// At the end of a thread, adds 1 to the counter that the thread passed to plugin_count_threads.
struct AtEnd {
  int* counter = nullptr;
  ~AtEnd() {
    if (counter != nullptr) ++*counter;
  }
};
thread_local AtEnd at_end;

}  // namespace

extern "C" void plugin_count_threads(int* counter) { at_end.counter = counter; }

extern "C" unsigned plugin_draw() {
  unsigned value = 0;
  if (getrandom(&value, sizeof value, 0) != sizeof value) throw std::runtime_error("no random bytes");
  return value;
}

extern "C" void plugin_throw(const char* what) { throw std::runtime_error(std::string(what) + "!"); }

extern "C" int plugin_uncaught() { return std::uncaught_exceptions(); }

// Returns whether this plugin catches the exception that `throws` throws.
extern "C" int plugin_catches(void (*throws)(const char*)) {
  try {
    throws("thrown");
  } catch (const std::runtime_error& error) {
    return error.what() == std::string("thrown!");
  }
  return 0;
}
