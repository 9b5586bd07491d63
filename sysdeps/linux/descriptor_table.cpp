// SPDX-License-Identifier: MIT
// Finds the size of the thread's descriptor table. No system call returns the size, so this file finds
// it by bisection: it calls select() with descriptor sets of different lengths.
#include <descriptor_table.hpp>

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <memory.hpp>
#include <raw_syscall.hpp>

namespace nacre::sys {
namespace {

// Calls select() for the descriptors below `numbers`, with the descriptor set at `set`. Does not wait.
Result<size_t> select_among(int numbers, unsigned char* set) {
  const long no_wait[4] = {};  // large enough for every architecture's timespec
#ifdef SYS_pselect6
  constexpr long kSelect = SYS_pselect6;
#else
  constexpr long kSelect = SYS_pselect6_time64;
#endif
  return Result<size_t>::from_kernel(raw_syscall(kSelect, numbers, reinterpret_cast<long>(set), 0, 0,
                                                 reinterpret_cast<long>(no_wait), 0));
}

enum class Fit : unsigned char { yes, no, unknown };

// Tests whether the set has a bit for each slot of the descriptor table. The set ends at inaccessible
// memory. select() reads `numbers` bits, but not more bits than the table has slots. So it fails with
// EFAULT if the set is smaller than the table. EINTR means that select() has already read the set.
Fit fits(int numbers, unsigned char* set) {
  const auto result = select_among(numbers, set);
  if (result.ok() || result.error() == EINTR) return Fit::yes;
  return result.error() == EFAULT ? Fit::no : Fit::unknown;
}

// Returns the size of the descriptor table, rounded up to a multiple of 64: the number of bits of the
// smallest set that passes fits(). Sets have at most `most` bits, and each ends at `end`. Returns 0 if
// select() does not reveal the size on this kernel.
int bisect(int most, unsigned char* end) {
  constexpr int kStep = 64;
  int too_few = 0, enough = most;
  if (fits(most, end - most / 8) != Fit::yes) return 0;
  while (enough - too_few > kStep) {
    const int middle = too_few + (enough - too_few) / 2 / kStep * kStep;
    const Fit fit = fits(most, end - middle / 8);
    if (fit == Fit::unknown) return 0;
    (fit == Fit::yes ? enough : too_few) = middle;
  }
  // If only the largest set suffices, select() probably reads as many bits as the caller requests,
  // because an emulator makes the call. A table of the largest possible size is unlikely.
  return enough < most ? enough : 0;
}

// Maps a set of `most` bits, followed by inaccessible memory, and bisects. Only pages that the kernel
// reads use memory.
int search_up_to(int most) {
  const size_t set = static_cast<size_t>(most) / 8, guard = 65536;  // the largest page size
  const auto reserved =
      map_anonymous(set + guard, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE);
  if (!reserved.ok()) return 0;
  auto* const bytes = static_cast<unsigned char*>(reserved.value());
  const bool writable = protect(bytes, set, PROT_READ | PROT_WRITE).ok();
  const int found = writable ? bisect(most, bytes + set) : 0;
  unmap(bytes, set + guard);
  return found;
}

}  // namespace

int descriptor_table_size() {
  constexpr int kLargestTable = 1 << 28;  // 2 GiB of pointers, the most that the kernel allocates
  constexpr int kUsualLimit = 1 << 20;    // the default of fs.nr_open
  if (const int size = search_up_to(kLargestTable); size != 0) return size;
  // The large set needs 32 MiB of addresses, which RLIMIT_AS can forbid. Try a smaller set. It is larger
  // than the usual limit, because bisect() does not accept a table that fits only in the largest set.
  if (const int size = search_up_to(2 * kUsualLimit); size != 0) return size;
  // The size is unknown. Assume the usual limit; a table is larger only if fs.nr_open was raised.
  return kUsualLimit;
}

}  // namespace nacre::sys
