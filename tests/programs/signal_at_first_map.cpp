// SPDX-License-Identifier: MIT
// The first getrandom call maps droppable memory for the thread's state (libc/random/HAZARDS.md). Runs a
// signal handler instead of this mmap. The handler calls getrandom too, which must succeed without
// another mmap. Exits with 0 if it does.
#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "tests/support/trapped_map.hpp"

namespace {

constexpr unsigned char kZeros[16] = {};
int handled;
bool bad;

bool draw() {
  unsigned char bytes[16] = {};
  return getrandom(bytes, sizeof bytes, 0) == 16 && std::memcmp(bytes, kZeros, 16) != 0;
}

// Called instead of each mmap of droppable memory. The mmap fails, so the interrupted call must succeed
// without it.
long draw_and_refuse() {
  ++handled;
  if (!draw()) bad = true;
  return -EPERM;
}

}  // namespace

int main() {
  if (!test::trap_droppable_maps(draw_and_refuse)) return 9;
  if (!draw() || bad) return 1;
  return handled > 1 ? 2 : 0;  // the nested draw must not reach the mmap
}
