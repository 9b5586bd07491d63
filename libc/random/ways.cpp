// SPDX-License-Identifier: MIT
#include "libc/random/ways.hpp"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "sysdeps/contract/process.hpp"

namespace nacre::random {

unsigned char Ways::choice() {
  unsigned char choice = choice_.load(Order::relaxed);
  if (choice != kUnread) return choice;
  choice = kBest;
  const char* const name = sys::auxiliary_value(AT_SECURE) == 0 ? getenv("NACRE_RANDOM") : nullptr;
  if (name != nullptr) {
    if (strcmp(name, "syscall") == 0) choice = kSyscall;
    if (strcmp(name, "vdso") == 0) choice = kVdso;
    for (unsigned char i = 0; sys::widths[i].name != nullptr; ++i)
      if (strcmp(name, sys::widths[i].name) == 0) choice = kFirstWidth + i;
  }
  choice_.store(choice, Order::relaxed);
  return choice;
}

// The backend that the environment names, or the widest one. If the processor or the kernel does not
// support it, the next narrower one.
const sys::Width* Ways::choose() {
  const sys::Width* width = sys::widths;
  if (choice() >= kFirstWidth) width += choice() - kFirstWidth;
  const unsigned features = choice() == kVdso ? 0 : sys::width_features();
  while (width->name != nullptr && (choice() == kVdso || !sys::is_usable(*width, features))) ++width;
  return width;
}

// Threads that call this at the same time compute the same value, so no lock is needed.
const sys::Width* Ways::width() {
  const sys::Width* width = width_.load(Order::relaxed);
  if (width == nullptr) {
    width = choose();
    width_.store(width, Order::relaxed);
  }
  return width->name != nullptr ? width : nullptr;
}

// Runs before main, when no other thread can change the environment. An earlier draw reads it at that
// time.
[[gnu::constructor]] static void read_environment() { ways.choice(); }

}  // namespace nacre::random
