// SPDX-License-Identifier: MIT
// The arguments of programs that test random values: COUNT [SEED].
#pragma once
#include <cstdio>
#include <cstdlib>
#include <random>

namespace nacre::test {

struct CountAndSeed {
  unsigned long long count, seed;
};

// Reads the arguments. Without SEED, the seed is random. If COUNT is missing or 0, prints `usage`, which
// begins with the name of the program, and exits.
inline CountAndSeed count_and_seed(int argc, char** argv, const char* usage) {
  const unsigned long long count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
  if (count == 0) {
    std::fprintf(stderr, "usage: %s\n", usage);
    std::exit(2);
  }
  return {count, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : std::random_device()()};
}

}  // namespace nacre::test
