// SPDX-License-Identifier: MIT
// libc [--backend=BACKEND] [--no-cold] [--benchmark_...]: measures functions of the libc that this
// program is linked with. The same program is built with each libc. BACKEND is sse2, avx2 or avx512: the
// instruction set of nacre's string functions on x86_64. --no-cold omits the rows "_cold", which need
// 512 MiB of memory.
#include <cstdio>
#include <cstring>

#include "bench/libc/rows.hpp"
#include "bench/libc/strings.hpp"
#include "bench/report.hpp"

#ifdef __GLIBC__
#include <gnu/libc-version.h>
static const char* libc_name() { return gnu_get_libc_version(); }
#else
static const char* libc_name() { return "musl or nacre"; }
#endif

#ifdef __x86_64__
// nacre's variable, and its values (sysdeps/linux/x86_64/string_function.hpp). Other libcs do not have
// it.
namespace nacre::sys {
extern unsigned char string_backend __attribute__((weak));
}
static const char* const kBackends[] = {"", "sse2", "avx2", "avx512"};
// Restricts the string functions. Returns false if this is not possible.
static bool use(const char* backend) {
  if (&nacre::sys::string_backend == nullptr) return false;
  (void)std::strlen(backend);  // sets the variable, if no other call has set it
  for (unsigned char i = 1; i <= nacre::sys::string_backend; ++i)
    if (std::strcmp(backend, kBackends[i]) == 0) {
      nacre::sys::string_backend = i;
      return true;
    }
  return false;
}
#else
static bool use(const char*) { return false; }
#endif

int main(int argc, char** argv) {
  constexpr char kOption[] = "--backend=";
  if (argc > 1 && std::strncmp(argv[1], kOption, sizeof kOption - 1) == 0) {
    if (!use(argv[1] + sizeof kOption - 1)) {
      std::printf("missing\tthis processor or libc has no string functions for %s\n",
                  argv[1] + sizeof kOption - 1);
      return 0;
    }
    --argc, ++argv;
  }
  if (argc > 1 && std::strcmp(argv[1], "--no-cold") == 0) {
    bench::with_cold_rows = false;
    --argc, ++argv;
  }
  std::printf("about\t%s\n", libc_name());
  // Google Benchmark measures in the order of registration. A fork takes longer in a process with more
  // memory, so the group misc comes before strings.
  bench::register_numbers();
  bench::register_sort();
  bench::register_stdio();
  bench::register_time();
  bench::register_math();
  bench::register_misc();
  bench::register_string();
  bench::register_wide();
  // The first thread of a process can make later calls slower, because the libc needs its locks then. So
  // the groups that create threads are last.
  bench::register_malloc();
  bench::register_threads();
  return bench::run_benchmarks(argc, argv);
}
