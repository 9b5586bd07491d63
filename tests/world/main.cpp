// SPDX-License-Identifier: MIT
// world run [PACKAGE...]: builds Debian packages with nacre and runs their tests (run.cpp).
// world results: writes the results to docs/world.md, and the totals to the README.
#include <cstdio>
#include <stdexcept>

#include "tests/support/host/files.hpp"
#include "tests/world/results.hpp"
#include "tests/world/run.hpp"

int main(int argc, char** argv) try {
  using namespace nacre;
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words[0] == "run") return world::run({words.begin() + 1, words.end()});
  if (words.size() != 1 || words[0] != "results")
    throw std::runtime_error("use world run or world results");
  const std::string page = world::page(test::in_build("world/results")),
                    readme = test::in_source("README.md");
  test::replace_file(test::in_source("docs/world.md"), page);
  test::replace_file(readme, world::with_totals(test::read_file(readme), page));
} catch (const std::exception& error) {
  std::fprintf(stderr, "nacre: %s\n", error.what());
  return 1;
}
