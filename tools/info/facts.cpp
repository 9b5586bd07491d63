// SPDX-License-Identifier: MIT
// Probes the kernel, the processor and the libc.
#include "tools/info/facts.hpp"

#include <fcntl.h>
#include <nacre/secret.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "libc/random/unavailable.hpp"
#include "sysdeps/contract/cipher.hpp"
#include "sysdeps/contract/memory.hpp"

namespace info {
namespace {

std::string boot_arguments() {
  char text[4096];
  const int file = open("/proc/cmdline", O_RDONLY | O_CLOEXEC);
  const ssize_t length = file < 0 ? 0 : read(file, text, sizeof text);
  if (file >= 0) close(file);
  return {text, length > 0 ? static_cast<std::size_t>(length) : 0};
}

// Returns the kernel's error for mapping droppable memory, or 0. Makes the system call directly, because
// the libc's mmap changes some errors.
int droppable_error(std::size_t page) {
  const auto mapped = nacre::sys::map_droppable(page);
  if (!mapped.ok()) return mapped.error();
  nacre::sys::unmap(mapped.value(), page);
  return 0;
}

// Returns the error of allocating memory with memfd_secret, or 0.
int secret_error() {
  void* const secret = nacre_secret_alloc(1, NACRE_SECRET_NO_FALLBACK);
  if (secret == nullptr) return errno;
  nacre_secret_free(secret);
  return 0;
}

std::vector<Vector> vectors() {
  const unsigned features = nacre::sys::vector_features();
  std::vector<Vector> found;
  for (const auto* backend = nacre::sys::chacha20_backends; backend->name != nullptr; ++backend)
    found.push_back({backend->name, backend->min_length, nacre::sys::is_usable(*backend, features)});
  return found;
}

}  // namespace

Facts gather() {
  Facts facts;
  utsname system{};
  uname(&system);
  facts.release = system.release;
  facts.machine = system.machine;
  if (const char* const choice = std::getenv("NACRE_RANDOM")) facts.choice = choice;
  facts.boot = boot_arguments();
  facts.filtered = prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == 2;
#ifdef SYS_memfd_secret
  facts.has_secret_call = true;
#endif
  // The first getrandom call maps the memory for the vDSO's states. Before that, the report is
  // incomplete.
  unsigned char byte;
  (void)getrandom(&byte, sizeof byte, 0);
  nacre_random_describe(&facts.random, sizeof facts.random);
  facts.reason = nacre::random::reason_for_some_draws();
  facts.droppable = droppable_error(facts.random.page_size);
  facts.secret = secret_error();
  facts.vectors = vectors();
  return facts;
}

}  // namespace info
