// SPDX-License-Identifier: MIT
#include <descriptor_table.hpp>

#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <memory.hpp>
#include <raw_syscall.hpp>

namespace nacre::sys {
namespace {

// A select() over the first numbers, without a wait; an empty set of them is at `set`.
Result<size_t> select_among(int numbers, unsigned char* set) {
  const long no_wait[4] = {};  // as long as any architecture's timespec
#ifdef SYS_pselect6
  constexpr long kSelect = SYS_pselect6;
#else
  constexpr long kSelect = SYS_pselect6_time64;
#endif
  return Result<size_t>::from_kernel(raw_syscall(kSelect, numbers, reinterpret_cast<long>(set), 0, 0,
                                                 reinterpret_cast<long>(no_wait), 0));
}

enum class Fit : unsigned char { yes, no, unknown };

// select() looks at no more numbers than the table has. So a set that ends at memory without access is
// EFAULT exactly if the table has more numbers than the set.
Fit fits(int numbers, unsigned char* set) {
  const auto answer = select_among(numbers, set);
  if (answer.ok() || answer.error() == EINTR) return Fit::yes;
  return answer.error() == EFAULT ? Fit::no : Fit::unknown;
}

// The least set of up to `most` numbers that the table fits in, found by bisection; 0 where this kernel
// does not tell.
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
  // A table as large as the kernel can allocate is not likely. A kernel that takes the caller's number
  // for it, as emulators do, is.
  return enough < most ? enough : 0;
}

// Addresses for a set of `most` numbers. It takes memory only where the kernel reads it.
int search_up_to(int most) {
  const size_t set = static_cast<size_t>(most) / 8, guard = 65536;  // a page, of any size
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
  constexpr int kLargestTable =
      1 << 28;                          // 2 GiB of pointers, which is the most that the kernel allocates
  constexpr int kUsualLimit = 1 << 20;  // fs.nr_open, unless somebody changes it
  if (const int size = search_up_to(kLargestTable); size != 0) return size;
  // Where addresses are few.
  if (const int size = search_up_to(2 * kUsualLimit); size != 0) return size;
  return kUsualLimit;
}

}  // namespace nacre::sys
