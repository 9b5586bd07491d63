// SPDX-License-Identifier: MIT
// suites run [SUITE...]: runs foreign test suites (run.cpp). The environment variable TIER selects how
// much is run: sample, quick or full.
// suites results: writes docs/suites.md from the results of the tier full, and keeps the rows of suites
// that have none.
#include <linux/close_range.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>

#include "tests/suites/page.hpp"
#include "tests/suites/run.hpp"
#include "tests/support/host/files.hpp"

int main(int argc, char** argv) try {
  using namespace nacre;
  const std::vector<std::string> words(argv + 1, argv + argc);
  // Tests that compare descriptors must not inherit those of the caller.
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  const char* tier = getenv("TIER");
  if (!words.empty() && words[0] == "run")
    return suites::run(suites::tier_of(tier == nullptr ? "" : tier), {words.begin() + 1, words.end()});
  if (words.size() != 1 || words[0] != "results")
    throw std::runtime_error("use suites run or suites results");
  const std::string page = test::in_source("docs/suites.md");
  test::replace_file(page, suites::page(test::exists(page) ? test::read_file(page) : ""));
} catch (const std::exception& error) {
  std::fprintf(stderr, "nacre: %s\n", error.what());
  return 1;
}
