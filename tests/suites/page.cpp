// SPDX-License-Identifier: MIT
#include "tests/suites/page.hpp"

#include <sys/utsname.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <string>

#include "tests/suites/record.hpp"
#include "tests/suites/suite.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::suites {

using namespace nacre::test;

namespace {

const char kIntroduction[] = R"(# Foreign test suites on nacre

`make check-suites` builds and runs test suites of other projects on nacre, on stock musl 1.2.6 and on this machine's glibc. Their
sources are Debian's, and are fetched. `make suites-results` writes this page.

Each test runs in a sandbox (bubblewrap): as an ordinary user, with loopback as the only network, and with all files read-only
except an empty folder and a new /tmp. Some selftests become root in a user namespace of their own.

A [recipe](../tests/suites/recipes) selects the parts of a suite that test the libc. Its comments say which. The counts are of
these tests.

| to | run |
|---|---|
| run one suite | `make check-suites SUITES=glibc` |
| run a selection on nacre, linked statically, in at most 15 minutes | `make check-suites TIER=quick` |
| continue an interrupted run | the same command again |

A test that cannot be built, or that skips itself, does not count as passed. [testing.md](testing.md) says how to add a suite.

| suite | libc | built | passed | failed | skipped | not built | run |
|---|---|---:|---:|---:|---:|---:|---|
)";

const char kKnown[] = R"(
## Known failures

Each failure on nacre, and each test that cannot be built there, has a cause in [known](../tests/suites/known). `make check-suites`
fails if a test fails that is not listed, or if a test that is listed by its full name passes. A row with `*` may also match tests
that pass. In a full run, each row must match a test that fails. A listed test must not pass on stock musl either, if the suite runs
there. Two kinds of rows are exempt: those with the cause unsteady, and those only for nacre-dynamic, because stock musl is linked
statically.

In the column on, both means nacre and nacre-dynamic.

| cause | the failure is due to |
|---|---|
| musl | a behavior of musl that nacre keeps |
| absent | an interface of glibc that nacre lacks |
| package | a bug of the test |
| environment | the sandbox, the kernel or static linking |
| unsteady | timing |

| suite | test | on | cause | reason |
|---|---|---|---|---|
)";

const char kExcluded[] = R"(
## Tests that are not run

| suite | test | reason |
|---|---|---|
)";

// The date of a file of results, and the kernel and the compiler of this machine.
std::string run_of(const std::string& path) {
  const auto changed =
      std::chrono::file_clock::to_sys(std::filesystem::last_write_time(path)).time_since_epoch();
  const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(changed).count();
  char date[11];
  std::strftime(date, sizeof date, "%F", std::gmtime(&seconds));
  utsname kernel;
  uname(&kernel);
  return std::string(date) + ", Linux " + split(kernel.release, '-')[0] + ", " + kernel.machine + ", " +
         setting("COMPILER");
}

// The row of a suite on a libc in the table of results.
std::string row_of(const Suite& suite, const std::string& libc, const std::vector<Excluded>& not_run,
                   const Strings& old_lines) {
  const std::string begin = "| " + suite.name + " | " + libc + " | ";
  const std::string path = in_results(suite.name + "/" + libc + ".results");
  Results results = exists(path) ? read_results(path) : Results();
  if (!results.full) {
    for (const std::string& line : old_lines)
      if (line.starts_with(begin)) return line + "\n";
    return begin + "| | | | | not run completely |\n";
  }
  std::erase_if(results.states,
                [&](const auto& test) { return describes(not_run, suite.name, test.first); });
  const Counts count = counts(results.states);
  std::string row = begin;
  for (const int figure : {count.built(), count.passed, count.failed, count.skipped, count.unbuilt})
    row += std::to_string(figure) + " | ";
  return row + run_of(path) + " |\n";
}

}  // namespace

std::string page(const std::string& old_page) {
  const std::vector<Excluded> not_run = excluded();
  const Strings old_lines = lines(old_page);
  std::string rows, known, left_out;
  for (const Suite& suite : chosen({})) {
    for (const std::string& libc : suite.libcs) rows += row_of(suite, libc, not_run, old_lines);
    for (const Known& row : known_failures(read_file(in_tables("known/" + suite.name))))
      known += "| " + suite.name + " | `" + row.test + "` | " + row.libcs + " | " + row.cause + " | " +
               row.reason + " |\n";
  }
  for (const Excluded& row : not_run)
    left_out += "| " + row.suite + " | `" + row.test + "` | " + row.reason + " |\n";
  return kIntroduction + rows + kKnown + known + kExcluded + left_out;
}

}  // namespace nacre::suites
