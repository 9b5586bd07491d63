// SPDX-License-Identifier: MIT
// Reads the environment variable NACRE_RANDOM and selects the ChaCha20 backend. backend_choice.hpp lists
// the values of the variable.
#include "libc/random/backend_choice.hpp"

#include <elf.h>
#include <stdlib.h>
#include <string.h>

#include "sysdeps/contract/process.hpp"

namespace nacre::random {

unsigned char BackendChoice::setting() {
  unsigned char setting = setting_.load(Order::relaxed);
  if (setting != kUnread) return setting;
  setting = kDefault;
  const char* const name = sys::auxiliary_value(AT_SECURE) == 0 ? getenv("NACRE_RANDOM") : nullptr;
  if (name != nullptr) {
    if (strcmp(name, "syscall") == 0) setting = kSyscall;
    if (strcmp(name, "vdso") == 0) setting = kVdso;
    for (unsigned char i = 0; sys::chacha20_backends[i].name != nullptr; ++i)
      if (strcmp(name, sys::chacha20_backends[i].name) == 0) setting = kFirstBackend + i;
  }
  setting_.store(setting, Order::relaxed);
  return setting;
}

// Selects the backend that the environment names, or else the first of the table, which is the fastest.
// If the processor or the kernel does not support that backend, selects the next supported one. If no
// backend is left, or with NACRE_RANDOM=vdso, returns the table's last entry, which has no name.
const sys::ChaCha20Backend* BackendChoice::choose() {
  const sys::ChaCha20Backend* backend = sys::chacha20_backends;
  if (setting() >= kFirstBackend) backend += setting() - kFirstBackend;
  const unsigned features = setting() == kVdso ? 0 : sys::vector_features();
  while (backend->name != nullptr && (setting() == kVdso || !sys::is_usable(*backend, features)))
    ++backend;
  return backend;
}

// Threads that call this at the same time compute the same value, so no lock is needed.
const sys::ChaCha20Backend* BackendChoice::backend() {
  const sys::ChaCha20Backend* backend = backend_.load(Order::relaxed);
  if (backend == nullptr) {
    backend = choose();
    backend_.store(backend, Order::relaxed);
  }
  return backend->name != nullptr ? backend : nullptr;
}

// Reads the environment before main, when no other thread can change it. A draw that is made earlier, in
// another constructor, reads it then.
[[gnu::constructor]] static void read_environment() { backend_choice.setting(); }

}  // namespace nacre::random
