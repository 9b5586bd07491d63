// SPDX-License-Identifier: MIT
// Compares what a suite reported on nacre and on stock musl with the known failures.
#pragma once
#include <string>
#include <vector>

#include "tests/world/packages.hpp"

namespace nacre::world {

enum class Stock { tested, not_built, none };  // none: C++, for which stock musl has no library

struct Verdict {
  int passed = 0, failed = 0, known = 0, left_out = 0, stock_passed = 0, stock_failed = 0;
  std::vector<std::string> lines;    // "ok TEST" and "not ok REASON"
  std::vector<std::string> notes;    // differences from stock musl that are not failures
  std::vector<std::string> reasons;  // "known TEST: CAUSE: REASON"

  void fail(const std::string& reason);
};

// `nacre` and `stock` have lines "ok TEST", "not ok TEST" and "skip TEST". A test that has both an "ok"
// and a "not ok" line has failed. `isolated` says that suites were isolated from the rest of the
// machine.
Verdict make_verdict(const Package& package, const std::vector<KnownFailure>& known,
                     const std::string& nacre, const std::string& stock, Stock has_stock = Stock::tested,
                     bool isolated = true);

}  // namespace nacre::world
