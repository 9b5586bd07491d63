// SPDX-License-Identifier: MIT
#include <elf.h>
#include <errno.h>
#include <nacre/random.h>
#include <string.h>

#include "libc/random/draw.hpp"
#include "libc/random/refusal.hpp"
#include "libc/random/thread_state.hpp"
#include "libc/random/ways.hpp"
#include "support/export.hpp"
#include "sysdeps/contract/process.hpp"

namespace nacre::random {
namespace {

// Why this thread draws by system call although the process could use the vDSO; null if it does not.
const char* refusal_of_this_thread() {
  const ThreadState mine = ThreadState::of_this_thread();
  if (mine.is_none() || mine.is_free()) return nullptr;
  return mine.unsettled() && state_pool.refused() ? kMemoryRefused : kReserved;
}

}  // namespace

NACRE_PUBLIC int nacre_random_describe(nacre_random_report* report, size_t size) {
  nacre_random_report full{};
  if (size > sizeof full) {
    errno = EINVAL;
    return -1;
  }
  const char* const process_refused = refusal();
  const char* const refused = process_refused != nullptr ? process_refused : refusal_of_this_thread();
  const char* const reason = refused == nullptr && state_pool.refused() ? kMemoryRefused : refused;
  full.path = refused == nullptr ? "vdso" : "syscall";
  full.reason = reason == nullptr ? "" : reason;
  full.lanes = "none";
  if (sys::started()) full.page_size = sys::auxiliary_value(AT_PAGESZ);
  if (refused == nullptr) {
    full.vdso_to = kVdsoBest;
    if (const sys::Width* const width = ways.width()) {
      full.lanes = width->name;
      full.lanes_from = width->least;
      full.vdso_to = width->least - 1;
    }
  }
  if (process_refused == nullptr) {
    const StatePool::Usage usage = state_pool.usage();
    full.state_size = sys::vgetrandom.state_size();
    full.states = usage.states;
    full.states_in_use = usage.claimed;
  }
  memcpy(report, &full, size);
  return 0;
}

}  // namespace nacre::random
