// SPDX-License-Identifier: MIT
// libc [--sse2] [--benchmark_...]: measures functions of the libc that this program is linked with. The
// same program is built with each libc. --sse2 restricts nacre's string functions on x86_64.
#include <cstdio>
#include <cstring>

#include "bench/libc/rows.hpp"
#include "bench/report.hpp"

#ifdef __GLIBC__
#include <gnu/libc-version.h>
static const char* libc_name() { return gnu_get_libc_version(); }
#else
static const char* libc_name() { return "musl or nacre"; }
#endif

#ifdef __x86_64__
// nacre's variable (sysdeps/linux/x86_64/string_function.hpp). Other libcs do not have it.
namespace nacre::sys {
extern unsigned char string_backend __attribute__((weak));
}
static bool use_sse2() {
  if (&nacre::sys::string_backend == nullptr) return false;
  nacre::sys::string_backend = 1;
  return true;
}
#else
static bool use_sse2() { return false; }
#endif

int main(int argc, char** argv) {
  if (argc > 1 && std::strcmp(argv[1], "--sse2") == 0) {
    if (!use_sse2()) {
      std::fprintf(stderr, "libc: --sse2 needs nacre's string functions on x86_64\n");
      return 2;
    }
    --argc, ++argv;
  }
  std::printf("about\t%s\n", libc_name());
  bench::register_string();
  return bench::run_benchmarks(argc, argv);
}
