// SPDX-License-Identifier: MIT
#include "tests/world/results.hpp"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "tests/support/host/files.hpp"

namespace nacre::world {

using namespace nacre::test;

namespace {

// The cells of PACKAGE.row. Numbers of tests on nacre, then kBuilt: "yes" if the package could be built
// with nacre. kStock: "yes" if it could be built with stock musl, "none" if stock musl has no C++
// library for it. At the end, the numbers of tests on stock musl.
enum Cell { kPassed, kFailed, kKnown, kLeftOut, kBuilt, kStock, kStockPassed, kStockFailed };
using Row = std::vector<std::string>;

std::string row_file(const std::string& folder, const Package& package) {
  return folder + "/" + package.name + ".row";
}
Row row_of(const std::string& folder, const Package& package) {
  return words(read_file(row_file(folder, package)));
}

std::string row_of_page(const Package& package, const Row& row) {
  std::string text = "| " + package.name + " | " + package.version + " | ";
  text += row[kBuilt] == "yes"
              ? row[kPassed] + " | " + row[kFailed] + " | " + row[kKnown] + " | " + row[kLeftOut]
              : "not built | | |";
  const std::string stock = row[kStock] == "yes"    ? row[kStockPassed] + " | " + row[kStockFailed]
                            : row[kStock] == "none" ? "no C++ library | "
                                                    : "not built | ";
  return text + " | " + stock + " |\n";
}

const char kTotals[] = "| `make check-world` | passed | failed | known failures | left out |\n";

std::string introduction() {
  utsname kernel;
  uname(&kernel);
  return R"(# Test suites of Debian packages on nacre

`make check-world` builds Debian packages statically with nacre's compilers, and runs their own test suites. For comparison, it
also builds the packages on stock musl 1.2.6, with the same compilers, and runs the suites. `make world-results` writes this page.

The results below are from Linux )" +
         split(kernel.release, '-')[0] + ", " + kernel.machine + ", with " + setting("COMPILER") +
         ".\nThe suites ran as " + (getuid() == 0 ? "root" : "an ordinary user") +
         R"(, with loopback as the only network.

[The recipes](../tests/world/recipes) say which parts of a suite are run, and why others are not. A known failure is listed below
with its cause, and is not counted as failed. Tests that a suite skips, for example because a server or a feature is missing, are
counted as left out. The last two columns are the results on stock musl, where all failures are counted as failed. Stock musl has
no C++ library, so C++ packages are not tested there.

| to | run |
|---|---|
| test some packages and the packages that they need | `make check-world NACRE_WORLD="zlib curl"` |
| give each build and suite twice the time, on a loaded machine | `make check-world NACRE_WORLD_PATIENCE=2` |

| package | version | passed | failed | known failures | left out | stock musl: passed | failed |
|---|---|---:|---:|---:|---:|---:|---:|
)";
}

const char kKnownFailures[] = R"(
## Known failures

`make check-world` fails if a test fails that is not listed in [known-failures](../tests/world/known-failures), or if a listed
test passes. A test with the cause root or unsteady may pass. The run on stock musl must agree with the cause:

| cause | the failure is due to | on stock musl, the test |
|---|---|---|
| ours | a bug of nacre | passes |
| glibc | a bug of the package that appears on each libc with a certain function of glibc | passes |
| musl | a behavior of musl that nacre keeps | fails |
| package | a bug of the package or its suite | fails |
| environment | a sandbox, an ordinary user, or static linking | fails |
| root | the user root, who ran the suite | fails |
| unsteady | timing or load | passes or fails |

| package | test | cause | reason |
|---|---|---|---|
)";

// The rows of a file with lines "known TEST: CAUSE: REASON".
std::string known_of_page(const Package& package, const std::string& text) {
  std::string rows;
  std::vector<std::string> known = lines(text);
  std::sort(known.begin(), known.end());
  for (const std::string& line : known) {
    if (line.empty()) continue;
    const size_t test = line.find(' ') + 1, cause = line.find(": ", test) + 2,
                 reason = line.find(": ", cause) + 2;
    rows += "| " + package.name + " | `" + line.substr(test, cause - 2 - test) + "` | " +
            line.substr(cause, reason - 2 - cause) + " | " + line.substr(reason) + " |\n";
  }
  return rows;
}

}  // namespace

void keep_results(const Package& package, bool built, Stock stock, const Verdict& verdict) {
  std::string row;
  for (const int figure : {verdict.passed, verdict.failed, verdict.known, verdict.left_out})
    row += std::to_string(figure) + " ";
  row += built ? "yes " : "no ";
  row += stock == Stock::tested ? "yes " : stock == Stock::none ? "none " : "no ";
  row += std::to_string(verdict.stock_passed) + " " + std::to_string(verdict.stock_failed) + "\n";
  write_file(row_file(in_build("world/results"), package), row);
  write_file(in_build("world/results/" + package.name + ".known"), join(verdict.reasons, "\n") + "\n");
}

std::string table() {
  char line[256];
  std::string text;
  const auto add = [&](const char* name, const char* version, const Row& row) {
    std::snprintf(line, sizeof line, "%-12s %-10s %-6s %7s %7s %6s %8s  | %6s %7s %7s\n", name, version,
                  row[kBuilt].c_str(), row[kPassed].c_str(), row[kFailed].c_str(), row[kKnown].c_str(),
                  row[kLeftOut].c_str(), row[kStock].c_str(), row[kStockPassed].c_str(),
                  row[kStockFailed].c_str());
    text += line;
  };
  add("package", "version",
      {"passed", "failed", "known", "left-out", "built", "stock:", "passed", "failed"});
  const std::string folder = in_build("world/results");
  for (const Package& package : packages()) {
    if (!exists(row_file(folder, package))) continue;
    Row row = row_of(folder, package);
    if (row[kStock] != "yes") row[kStock] = "no", row[kStockPassed] = row[kStockFailed] = "-";
    add(package.name.c_str(), package.version.c_str(), row);
  }
  return text;
}

std::string page(const std::string& folder) {
  std::string rows, late, known;
  int totals[kStockFailed + 1] = {};
  for (const Package& package : packages()) {
    if (!exists(row_file(folder, package)))
      throw std::runtime_error(package.name +
                               " has not been tested: docs/world.md needs results of every package\n" +
                               "  help    make check-world NACRE_WORLD=" + package.name);
    const Row row = row_of(folder, package);
    rows += row_of_page(package, row);
    for (const Cell cell : {kPassed, kFailed, kKnown, kLeftOut, kStockPassed, kStockFailed})
      totals[cell] += std::stoi(row[cell]);
    known += known_of_page(package, read_file(folder + "/" + package.name + ".known"));
    for (const char* libc : {"nacre", "stock"}) {
      const std::string results = folder + "/../" + package.name + "/log/" + libc + ".results";
      if (exists(results) && ("\n" + read_file(results)).find("\nnot ok in-time\n") != std::string::npos)
        late += "\nThe suite of " + package.name + " on " + libc +
                " reached its time limit. Only the tests before that are counted.\n";
    }
  }
  const auto total = [&](Cell cell) { return std::to_string(totals[cell]) + " | "; };
  return introduction() + rows + "\n" + kTotals + "|---|---:|---:|---:|---:|\n| nacre | " +
         total(kPassed) + total(kFailed) + total(kKnown) + std::to_string(totals[kLeftOut]) +
         " |\n| stock musl | " + total(kStockPassed) + total(kStockFailed) + "| |\n" + late +
         kKnownFailures + known;
}

std::string with_totals(const std::string& readme, const std::string& page) {
  const auto block = [](const std::string& text) {
    const size_t start = text.find(kTotals);
    if (start == text.npos)
      throw std::runtime_error(std::string("README.md has no table of totals; it must begin with: ") +
                               kTotals);
    return std::pair{start, text.find("\n\n", start) + 1 - start};
  };
  const auto [from, from_length] = block(page);
  const auto [to, to_length] = block(readme);
  return readme.substr(0, to) + page.substr(from, from_length) + readme.substr(to + to_length);
}

}  // namespace nacre::world
