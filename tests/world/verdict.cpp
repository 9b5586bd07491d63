// SPDX-License-Identifier: MIT
#include "tests/world/verdict.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "tests/support/host/files.hpp"

namespace nacre::world {

using namespace nacre::test;

namespace {

struct Results {
  std::set<std::string> passed, failed;
  int skipped = 0;

  explicit Results(const std::string& text) {
    for (const std::string& line : lines(text)) {
      const std::vector<std::string> row = words(line);
      if (row.size() > 1 && row[0] == "ok") passed.insert(row[1]);
      if (row.size() > 2 && row[0] == "not") failed.insert(row[2]);
      skipped += !row.empty() && row[0] == "skip";
    }
    for (const std::string& test : failed) passed.erase(test);
  }
  int tests() const { return static_cast<int>(passed.size() + failed.size()); }
};

bool is_one_of(const std::string& cause, const std::set<std::string>& causes) {
  return causes.contains(cause);
}

}  // namespace

void Verdict::fail(const std::string& reason) {
  lines.push_back("not ok " + reason);
  ++failed;
}

Verdict make_verdict(const Package& package, const std::vector<KnownFailure>& all_known,
                     const std::string& nacre_text, const std::string& stock_text, Stock has_stock,
                     bool isolated) {
  const Results nacre(nacre_text), stock(stock_text);
  Verdict verdict;
  std::vector<KnownFailure> known;
  for (const KnownFailure& failure : all_known) {
    if (failure.package != package.name) continue;
    if (failure.is_valid())
      known.push_back(failure);
    else
      verdict.fail("known-failures: unknown cause or no reason: " + failure.package + " " +
                   failure.test + " " + failure.cause + " " + failure.reason);
  }

  std::set<std::string> tests;
  for (const auto* some : {&nacre.passed, &nacre.failed, &stock.passed, &stock.failed})
    tests.insert(some->begin(), some->end());
  std::set<const KnownFailure*> present;   // those that describe a test of the suite
  std::set<const KnownFailure*> occurred;  // those that describe a test that failed on nacre
  for (const std::string& test : tests) {
    // If several lines describe a test, the last line is used.
    const auto last =
        std::find_if(known.rbegin(), known.rend(), [&](auto& one) { return one.describes(test); });
    const KnownFailure* const failure = last == known.rend() ? nullptr : &*last;
    present.insert(failure);
    const bool fails_on_stock = stock.failed.contains(test);
    if (nacre.passed.contains(test)) {
      ++verdict.passed;
      verdict.lines.push_back("ok " + test);
      if (fails_on_stock) verdict.notes.push_back(test + " fails on stock musl only");
    } else if (!nacre.failed.contains(test)) {
      verdict.notes.push_back(test + " has a result on stock musl only");
    } else if (failure == nullptr) {
      verdict.fail(test + (fails_on_stock ? ", which fails on stock musl too" : ""));
    } else {
      occurred.insert(failure);
      const std::string wrong =
          test + ": its cause in known-failures, " + failure->cause + ", is wrong: the test ";
      if (is_one_of(failure->cause, {"musl", "package", "environment", "root"}) &&
          has_stock != Stock::none && !fails_on_stock)
        verdict.fail(wrong + "does not fail on stock musl");
      else if (is_one_of(failure->cause, {"ours", "glibc"}) && fails_on_stock)
        verdict.fail(wrong + "fails on stock musl too");
      else
        ++verdict.known,
            verdict.reasons.push_back("known " + test + ": " + failure->cause + ": " + failure->reason);
    }
  }
  for (const KnownFailure& failure : known) {
    const bool may_pass =
        is_one_of(failure.cause, {"unsteady", "root"}) || (!isolated && failure.cause == "environment");
    if (!present.contains(&failure))
      verdict.fail("known-failures: the suite has no test " + failure.test);
    else if (!occurred.contains(&failure) && !may_pass)
      verdict.fail("known-failures: " + failure.test + " passes; remove its line");
  }

  const auto too_few = [&](int count, const char* where) {
    if (count < package.tests)
      verdict.fail("only " + std::to_string(count) + " tests have a result" + where +
                   "; tests/world/packages requires " + std::to_string(package.tests));
  };
  too_few(verdict.passed + verdict.failed + verdict.known, "");
  if (has_stock != Stock::none) too_few(stock.tests(), " on stock musl");
  verdict.left_out = nacre.skipped;
  verdict.stock_passed = static_cast<int>(stock.passed.size());
  verdict.stock_failed = static_cast<int>(stock.failed.size());
  return verdict;
}

}  // namespace nacre::world
