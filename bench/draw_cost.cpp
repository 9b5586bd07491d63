// SPDX-License-Identifier: MIT
// draw_cost [ROUNDS [BYTES...]]: what a draw costs in this process, by the raw system call, by the
// kernel's vDSO function called directly, and by this libc's getrandom, one beside the other in each
// round. The same source is built against every libc that is compared.
//
// Prints a line "libc NAME", then one for each sample: "OPERATION BYTES ROUND NANOSECONDS".
#include <linux/random.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <vdso.hpp>
#include <vector>
#include <vgetrandom_abi.hpp>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif

namespace {

using nacre::sys::VgetrandomFunction;

// The vDSO function with one state of its own; empty where the kernel has none.
struct RawVdso {
  VgetrandomFunction* function = nullptr;
  void* state = nullptr;
  size_t state_size = 0;

  RawVdso() {
    const void* found = nacre::sys::VdsoImage::of_this_process().find(nacre::sys::kVgetrandomVersion,
                                                                      nacre::sys::kVgetrandomSymbol);
    const auto candidate = reinterpret_cast<VgetrandomFunction*>(const_cast<void*>(found));
    // The layout of struct vgetrandom_opaque_params, which older headers lack.
    struct {
      unsigned size, protection, flags, reserved[13];
    } wanted{};
    if (candidate == nullptr || candidate(nullptr, 0, 0, &wanted, ~size_t{0}) != 0) return;
    void* page = mmap(nullptr, getauxval(AT_PAGESZ), static_cast<int>(wanted.protection),
                      static_cast<int>(wanted.flags), -1, 0);
    if (page == MAP_FAILED) return;
    function = candidate;
    state = page;
    state_size = wanted.size;
  }
};

double now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

// Nanoseconds for each of `count` calls.
template <class Draw>
double sample(size_t count, const Draw& draw) {
  const double start = now();
  for (size_t i = 0; i < count; ++i) draw();
  return (now() - start) / static_cast<double>(count);
}

template <class Draw>
void report(const char* operation, size_t bytes, int round, size_t count, const Draw& draw) {
  std::printf("%s %zu %d %.3f\n", operation, bytes, round, sample(count, draw));
}

}  // namespace

int main(int argc, char** argv) {
#ifdef __GLIBC__
  std::printf("libc glibc-%s\n", gnu_get_libc_version());
#else
  std::puts("libc nacre");
#endif
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  std::vector<size_t> lengths{1, 4, 16, 32, 64, 256, 4096, 1048576};
  if (argc > 2) lengths.clear();
  for (int i = 2; i < argc; ++i) lengths.push_back(std::strtoul(argv[i], nullptr, 10));

  size_t longest = 1;
  for (const size_t bytes : lengths) longest = bytes > longest ? bytes : longest;
  std::vector<unsigned char> buffer(longest);
  const RawVdso vdso;

  for (int round = 0; round < rounds; ++round)
    for (const size_t bytes : lengths) {
      const auto by_libc = [&] {
        if (getrandom(buffer.data(), bytes, 0) < 0) std::abort();
      };
      // About two milliseconds a sample, from what a few calls cost.
      const double once = sample(4, by_libc);
      const auto count = static_cast<size_t>(2e6 / (once < 4 ? 4 : once)) + 1;
      report("syscall", bytes, round, count, [&] { syscall(SYS_getrandom, buffer.data(), bytes, 0); });
      if (vdso.function != nullptr)
        report("vdso", bytes, round, count,
               [&] { vdso.function(buffer.data(), bytes, 0, vdso.state, vdso.state_size); });
      report("getrandom", bytes, round, count, by_libc);
    }
  return 0;
}
