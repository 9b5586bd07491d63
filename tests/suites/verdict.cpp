// SPDX-License-Identifier: MIT
#include "tests/suites/verdict.hpp"

#include <algorithm>
#include <set>

namespace nacre::suites {

Verdict judge(const std::string& libc, const States& nacre, const States& stock,
              const std::vector<Known>& known, bool complete) {
  Verdict verdict;
  const auto fail = [&](const std::string& line) {
    ++verdict.failed;
    verdict.failures.push_back(line);
  };
  std::set<const Known*> used;
  for (const auto& [test, state] : nacre) {
    const auto row = std::find_if(known.begin(), known.end(),
                                  [&](const Known& one) { return one.describes(test, libc); });
    if (row != known.end() && (state == State::failed || state == State::unbuilt)) used.insert(&*row);
    if (state == State::passed || state == State::skipped) {
      ++(state == State::passed ? verdict.passed : verdict.skipped);
      // A pattern may describe tests that pass on some machines only.
      if (row != known.end() && row->test == test && row->cause != "unsteady" && state == State::passed)
        fail(test + ": passes now; remove it from the known failures");
      if (row != known.end() && row->cause == "unsteady") used.insert(&*row);
      continue;
    }
    if (row == known.end()) {
      fail(test + (state == State::unbuilt ? ": cannot be built" : ": failed"));
      continue;
    }
    // The tests on stock musl are linked statically, so they say nothing about dynamic linking.
    const bool comparable = row->libcs != "nacre-dynamic" && row->cause != "unsteady";
    const auto on_stock = stock.find(test);
    if (comparable && on_stock != stock.end() && on_stock->second == State::passed)
      fail(test + ": passes on stock musl, so its cause cannot be " + row->cause);
    else
      ++verdict.known;
  }
  if (complete)
    for (const Known& row : known)
      if ((row.libcs == "both" || row.libcs == libc) && !used.contains(&row))
        fail("known failure " + row.test + ": it describes no test that failed; remove its row");
  return verdict;
}

}  // namespace nacre::suites
