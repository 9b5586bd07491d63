// SPDX-License-Identifier: MIT
#include <elf.h>
#include <errno.h>
#include <nacre/random.h>
#include <string.h>

#include "libc/random/backend_choice.hpp"
#include "libc/random/draw.hpp"
#include "libc/random/unavailable.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/process.hpp"

namespace nacre::random {

// <nacre/random.h> documents this function.
NACRE_PUBLIC int nacre_random_describe(nacre_random_report* report, size_t size) {
  nacre_random_report full{};
  if (size > sizeof full) {
    errno = EINVAL;
    return -1;
  }
  const bool by_vdso = reason_for_thread() == UnavailableReason::none;
  full.path = by_vdso ? "vdso" : "syscall";
  full.reason = text_of(reason_for_some_draws());
  full.backend = "none";
  if (sys::started()) full.page_size = sys::auxiliary_value(AT_PAGESZ);
  if (by_vdso) {
    full.vdso_to = kVdsoBest;
    if (const sys::ChaCha20Backend* const backend = backend_choice.backend()) {
      full.backend = backend->name;
      full.backend_from = backend->min_length;
      full.vdso_to = backend->min_length - 1;
    }
  }
  if (reason_for_process() == UnavailableReason::none) {
    const StatePool::Usage usage = state_pool.usage();
    full.state_size = sys::vgetrandom.state_size();
    full.states = usage.states;
    full.states_in_use = usage.claimed;
  }
  memcpy(report, &full, size);
  return 0;
}

}  // namespace nacre::random
