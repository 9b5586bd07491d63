// SPDX-License-Identifier: MIT
#include "libc/random/ways.hpp"

#include <elf.h>
#include <string.h>
#include <process.hpp>

namespace nacre::random {
namespace {

// Never null. The environment of the start, for the process may be changing its own just now.
const char* wanted() {
  if (sys::auxiliary_value(AT_SECURE) != 0) return "";
  const char* const value = sys::initial_environment("NACRE_RANDOM");
  return value != nullptr ? value : "";
}

const sys::Width* choose() {
  const char* const name = wanted();
  const sys::Width* last = sys::widths;
  while (last->name != nullptr) ++last;
  if (strcmp(name, "vdso") == 0) return last;
  const unsigned features = sys::width_features();
  const sys::Width* best = last;
  for (const sys::Width* width = last; width-- != sys::widths;) {
    if (!sys::is_usable(*width, features)) continue;
    best = width;
    if (strcmp(name, width->name) == 0) break;
  }
  return best;
}

}  // namespace

// Threads that ask at once find the same.
bool Ways::vdso() {
  unsigned char answer = vdso_.load(Order::relaxed);
  if (answer == 0) {
    answer = strcmp(wanted(), "syscall") == 0 ? kNo : kYes;
    vdso_.store(answer, Order::relaxed);
  }
  return answer == kYes;
}

const sys::Width* Ways::width() {
  const sys::Width* width = width_.load(Order::relaxed);
  if (width == nullptr) {
    width = choose();
    width_.store(width, Order::relaxed);
  }
  return width->name != nullptr ? width : nullptr;
}

}  // namespace nacre::random
