// SPDX-License-Identifier: MIT
#include "tests/suites/page.hpp"

#include <sys/utsname.h>

#include <stdexcept>

#include "tests/suites/record.hpp"
#include "tests/suites/suite.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::suites {

using namespace nacre::test;

namespace {

std::string introduction() {
  utsname kernel;
  uname(&kernel);
  return R"(# Foreign test suites on nacre

`make check-suites` builds and runs test suites of other projects on nacre, on stock musl 1.2.6 and on this machine's glibc. Their
sources are Debian's, and are fetched. `make suites-results` writes this page.

The results below are from Linux )" +
         split(kernel.release, '-')[0] + ", " + kernel.machine + ", with " + setting("COMPILER") + R"(.
Each test ran in a sandbox (bubblewrap): as an ordinary user, with loopback as the only network, and with all files read-only
except an empty folder.

| to | run |
|---|---|
| run one suite | `make check-suites SUITES=glibc` |
| run a selection on nacre, linked statically, in at most 15 minutes | `make check-suites TIER=quick` |
| continue an interrupted run | the same command again |

A test that cannot be built, or that skips itself, does not count as passed. [testing.md](testing.md) says how to add a suite.

| suite | libc | built | passed | failed | skipped | not built |
|---|---|---:|---:|---:|---:|---:|
)";
}

const char kKnown[] = R"(
## Known failures

Each failure on nacre, and each test that cannot be built there, has a cause in [known](../tests/suites/known). `make check-suites`
fails if a test fails that is not listed, or if a listed test passes. A test with another cause than unsteady must not pass on stock
musl.

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

}  // namespace

std::string page() {
  const std::vector<Excluded> not_run = excluded();
  std::string rows, known, left_out;
  for (const Suite& suite : chosen({})) {
    for (const std::string& libc : suite.libcs) {
      const std::string path = in_results(suite.name + "/" + libc + ".results");
      if (!exists(path))
        throw std::runtime_error(suite.name + " has no results on " + libc +
                                 "\n  help    make check-suites SUITES=" + suite.name);
      Results results = read_results(path);
      if (!results.full)
        throw std::runtime_error(suite.name + " has results of only some tests on " + libc +
                                 "\n  help    TIER=full make check-suites SUITES=" + suite.name);
      std::erase_if(results.states,
                    [&](const auto& test) { return describes(not_run, suite.name, test.first); });
      const Counts count = counts(results.states);
      rows += "| " + suite.name + " | " + libc;
      for (const int figure : {count.built(), count.passed, count.failed, count.skipped, count.unbuilt})
        rows += " | " + std::to_string(figure);
      rows += " |\n";
    }
    for (const Known& row : known_failures(read_file(in_tables("known/" + suite.name))))
      known += "| " + suite.name + " | `" + row.test + "` | " + row.libcs + " | " + row.cause + " | " +
               row.reason + " |\n";
  }
  for (const Excluded& row : not_run)
    left_out += "| " + row.suite + " | `" + row.test + "` | " + row.reason + " |\n";
  return introduction() + rows + kKnown + known + kExcluded + left_out;
}

}  // namespace nacre::suites
