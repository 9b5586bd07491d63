// SPDX-License-Identifier: MIT
// world run [PACKAGE...]: builds each package with nacre and, unless it is in C++, with stock musl, runs
// its own test suite on both, and compares the failed tests with the known failures
// (tests/world/known-failures). The last line is "N passed, M failed". NACRE_WORLD_PATIENCE=n multiplies
// the time limits, for a machine that has other work.
#include "tests/world/run.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/world/results.hpp"
#include "tests/world/verdict.hpp"

namespace nacre::world {

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

constexpr int kTimeOut = 124, kKilled = 137;  // exit statuses of timeout(1); 137 is 128 + SIGKILL

int patience() {
  const char* value = getenv("NACRE_WORLD_PATIENCE");
  return value == nullptr ? 1 : std::max(1, atoi(value));
}

class Stopwatch {
 public:
  int seconds() const {
    return static_cast<int>(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start_)
            .count());
  }

 private:
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class... Arguments>
void say(const char* format, const Arguments&... arguments) {
  std::printf(format, arguments...);
  std::fflush(stdout);
}

std::string in_world(const std::string& path) { return in_build("world/" + path); }
std::string log_of(const Package& package, const std::string& name) {
  return in_world(package.name + "/log/" + name);
}
bool is_built(const std::string& package, const std::string& libc) {
  return exists(in_world(package + "/" + libc + "/built"));
}
std::vector<std::string> libcs(const Package& package) {
  return package.has_stock() ? std::vector<std::string>{"nacre", "stock"}
                             : std::vector<std::string>{"nacre"};
}

std::vector<std::string> job(const char* step, const Package& package, const std::string& libc) {
  return {in_source("tests/world/job"), step, in_build(), in_source(), package.name, libc};
}
// A command with a time limit, whose output goes to a log.
Command logged(const std::string& log, int seconds) {
  return Command{"/bin/sh", "-c", "exec \"$@\" >\"$0\" 2>&1", log, "timeout",
                 "-k",      "10", std::to_string(seconds)}
      .seconds(seconds + 60);
}

// Is the build newer than its inputs, and were its sources the ones that are pinned now?
bool is_current(const Package& package, const std::string& libc) {
  if (!is_built(package.name, libc)) return false;
  const std::string root = in_world(package.name + "/" + libc);
  std::vector<std::string> parts{in_build(libc == "nacre" ? "sysroot/lib/libc.a" : "stock/lib/libc.a"),
                                 in_source("tests/world/recipes/" + package.name)};
  if (!package.has_stock()) parts.push_back(in_sysroot("lib/libstdc++.a"));
  for (const std::string& need : package.needs) parts.push_back(in_world(need + "/" + libc + "/built"));
  for (const std::string& part : parts)
    if (!exists(part) || fs::last_write_time(part) > fs::last_write_time(root + "/built")) return false;
  if (!exists(root + "/pins")) return false;
  const std::vector<std::string> pins = lines(read_file(in_source("tests/world/pins")));
  const std::vector<std::string> used = lines(read_file(root + "/pins"));
  return std::all_of(used.begin(), used.end(),
                     [&](auto& pin) { return std::find(pins.begin(), pins.end(), pin) != pins.end(); });
}

void build(const Package& package, const std::string& libc) {
  if (is_current(package, libc))
    return say("nacre: %s: already built for %s\n", package.name.c_str(), libc.c_str());
  const Stopwatch watch;
  const std::string log = log_of(package, libc + ".build");
  // The step "build" removes the old build.
  if (logged(log, 1500 * patience()).add(job("build", package, libc)).run().status == 0) {
    write_file(in_world(package.name + "/" + libc + "/built"), "");
    return say("nacre: %s: built for %s in %d s\n", package.name.c_str(), libc.c_str(), watch.seconds());
  }
  say("nacre: %s cannot be built for %s; the end of %s:\n", package.name.c_str(), libc.c_str(),
      log.c_str());
  const std::vector<std::string> output = lines(read_file(log));
  for (size_t i = output.size() - std::min<size_t>(output.size(), 15); i < output.size(); ++i)
    say("    %s\n", output[i].c_str());
}

// Runs a suite. The recipe reads the results from the log. If the suite did not end normally, one
// failure is added.
void suite(const Package& package, const std::string& libc) {
  const Stopwatch watch;
  const int limit = package.seconds * patience();
  const std::string log = log_of(package, libc + ".suite");
  int status = logged(log, limit)
                   .add({in_source("tests/world/isolated"), in_build()})
                   .add(job("suite", package, libc))
                   .run()
                   .status;
  // timeout(1) kills a suite that ignores SIGTERM at its time limit, and then exits with kKilled.
  if (status == kKilled && watch.seconds() >= limit) status = kTimeOut;
  std::string output = read_file(log);
  if (status == kTimeOut)
    output += "nacre: stopped after " + std::to_string(limit) +
              " s; NACRE_WORLD_PATIENCE=n multiplies this limit by n\n";
  write_file(log, output);
  write_file(in_world(package.name + "/" + libc + "/suite"), output);
  write_file(log_of(package, libc + ".time"), libc + " " + std::to_string(watch.seconds()) + " s ");

  const Output step = Command(job("results", package, libc)).seconds(300).run();
  write_file(log_of(package, libc + ".results-errors"), step.err);
  std::string results = step.out;
  if (step.status != 0) results += "not ok unreadable\n";  // the recipe cannot read the log
  if (status == kTimeOut) results += "not ok in-time\n";
  // If a suite fails, but its output has no failure, it did not finish.
  if (status >= 128 || (status != 0 && !matches(results, "^not ok")))
    results += "not ok exit-" + std::to_string(status) + "\n";
  write_file(log_of(package, libc + ".results"), results);
}

// Starts the suites on both libcs at once.
std::vector<std::jthread> begin(const Package& package) {
  std::vector<std::jthread> running;
  for (const char* libc : {"nacre", "stock"}) {
    write_file(log_of(package, std::string(libc) + ".results"), "");
    write_file(log_of(package, std::string(libc) + ".time"), "");
    if (is_built(package.name, libc)) running.emplace_back(suite, package, libc);
  }
  return running;
}

struct Totals {
  int passed = 0, failed = 0, skipped = 0;
  std::string failures;
};

void report(const Package& package, bool isolated, Totals& totals) {
  const Stock stock = !package.has_stock()              ? Stock::none
                      : is_built(package.name, "stock") ? Stock::tested
                                                        : Stock::not_built;
  Verdict verdict;
  const bool built = is_built(package.name, "nacre");
  if (built)
    verdict = make_verdict(package, known_failures(read_file(in_source("tests/world/known-failures"))),
                           read_file(log_of(package, "nacre.results")),
                           read_file(log_of(package, "stock.results")), stock, isolated);
  else
    verdict.fail("it cannot be built: see " + log_of(package, "nacre.build"));
  keep_results(package, built, stock, verdict);
  write_file(log_of(package, "log"), join(verdict.lines, "\n") + "\n");
  write_file(log_of(package, "notes"), join(verdict.notes, "\n") + "\n");

  const std::string on_stock = stock == Stock::none ? "no C++ library"
                               : stock == Stock::not_built
                                   ? "not built"
                                   : std::to_string(verdict.stock_passed) + " passed, " +
                                         std::to_string(verdict.stock_failed) + " failed";
  say("nacre: %s: %d known failures; on stock musl: %s; %s%s\n", package.name.c_str(), verdict.known,
      on_stock.c_str(), read_file(log_of(package, "nacre.time")).c_str(),
      read_file(log_of(package, "stock.time")).c_str());
  say("nacre: %s: %d passed, %d failed, %d skipped\n", package.name.c_str(), verdict.passed,
      verdict.failed, verdict.left_out);
  totals.passed += verdict.passed, totals.failed += verdict.failed, totals.skipped += verdict.left_out;
  for (const std::string& line : verdict.lines)
    if (line.starts_with("not ok "))
      totals.failures += "nacre: failed: " + package.name + ": " + line.substr(7) + "\n";
  if (verdict.failed != 0) say("nacre: its logs are in %s\n", in_world(package.name + "/log").c_str());
}

}  // namespace

void make_compilers() {
  const std::string ccache = setting("CCACHE");
  // Writes the script `name`, which runs nacre-gcc or nacre-g++ of the libc's sysroot with this flag,
  // through ccache if configure found it.
  const auto write = [&](const std::string& libc, const std::string& name, const std::string& compiler,
                         const std::string& flag) {
    replace_file(in_world(libc + "/bin/" + name),
                 "#!/bin/sh\nNACRE_CC=\"" + (ccache.empty() ? "" : ccache + " ") +
                     setting(compiler == "gcc" ? "CC" : "CXX") + "\" exec " +
                     in_build(libc == "nacre" ? "sysroot" : "stock") + "/bin/nacre-" + compiler + flag +
                     " \"$@\"\n",
                 fs::perms(0755));
  };
  for (const char* libc : {"nacre", "stock"}) {
    write(libc, "cc", "gcc", " -static");
    write(libc, "nacre-gcc", "gcc", "");
  }
  write("nacre", "c++", "g++", " -static");  // stock musl has no C++ library
  write("nacre", "nacre-g++", "g++", "");
  const std::string loopback = in_world("loopback");
  if (Command{in_world("nacre/bin/cc"), "-O2", "-Wall", "-o", part_of(loopback),
              in_source("tests/world/loopback.c")}
          .run()
          .status == 0)
    fs::rename(part_of(loopback), loopback);
}

bool can_isolate() {
  const Output output = Command{in_source("tests/world/isolated"), in_build(), "true"}.run();
  return !matches(output.all(), "not isolated");
}

int run(const std::vector<std::string>& names) {
  const Stopwatch watch;
  const std::vector<Package> packages = chosen(names);
  make_compilers();
  const bool isolated = can_isolate();
  if (!isolated) say("nacre: this kernel does not allow user namespaces, so suites are not isolated\n");

  // Suites mostly wait. While they run, the next package is built.
  Totals totals;
  std::optional<Package> current;
  std::vector<std::jthread> running;
  const auto finish = [&] {
    running.clear();  // waits for the threads
    if (current) report(*current, isolated, totals);
  };
  for (const Package& package : packages) {
    fs::create_directories(in_world(package.name + "/log"));
    for (const std::string& libc : libcs(package)) build(package, libc);
    finish();
    current = package;
    running = begin(package);
  }
  finish();

  say("nacre: all suites finished after %d s\n%s%s", watch.seconds(), table().c_str(),
      totals.failures.c_str());
  if (totals.skipped != 0) say("nacre: %d skipped, by the suites themselves\n", totals.skipped);
  say("%d passed, %d failed\n", totals.passed, totals.failed);
  return totals.failed == 0 ? 0 : 1;
}

}  // namespace nacre::world
