// SPDX-License-Identifier: MIT
// The C++ program of the sample projects, which each build system of docs/build-systems.md builds.
// roll SIDES: prints one roll of a die, and where the libc got the random bytes ("vdso" or "syscall").
#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>

#include "dice.h"

namespace {

unsigned sides_of(const std::string& word) {
  const unsigned long sides = std::stoul(word);
  if (sides < 1 || sides > 1000) throw std::out_of_range("a die has from 1 to 1000 sides");
  return static_cast<unsigned>(sides);
}

}  // namespace

int main(int argc, char** argv) try {
  const unsigned sides = sides_of(argc > 1 ? argv[1] : "6");
  std::cout << dice_roll(sides) << " by nacre's " << dice_path() << '\n';
} catch (const std::exception& error) {
  std::cerr << "roll: " << error.what() << '\n';
  return EXIT_FAILURE;
}
