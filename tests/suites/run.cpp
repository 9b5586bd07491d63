// SPDX-License-Identifier: MIT
// suites run [SUITE...]: builds and runs the tests of each suite, one program at a time on each
// processor, and compares the results with the known failures. The last line is "N passed, M failed",
// or "end" in the tier sample. TIER selects how much is run: sample, quick or full. The tiers sample and
// quick run only on nacre, linked statically. The tier sample leaves out some suites, unless they are
// named.
#include "tests/suites/run.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

#include "tests/suites/record.hpp"
#include "tests/suites/verdict.hpp"
#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::suites {

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

constexpr int kPrepareSeconds = 1800, kCompileSeconds = 200, kExecuteSeconds = 60;
constexpr int kSkip = 77;         // exit status of a test that skips itself
constexpr int kUnavailable = 69;  // exit status of the step prepare if the sources cannot be fetched
// The tier sample runs every kSampleStep-th test of the tier quick.
constexpr size_t kSampleStep = 8;

template <class... Arguments>
void say(const char* format, const Arguments&... arguments) {
  std::printf(format, arguments...);
  std::fflush(stdout);
}

// A suite on one libc.
struct Run {
  Suite suite;
  std::string libc;
  std::unique_ptr<Record> record;
  std::map<std::string, int> seconds;  // time limits of tests that need another one than kExecuteSeconds
  std::vector<std::string> tests;      // the selected tests

  std::string folder() const { return in_results(suite.name + "/" + libc); }
  std::string log(std::string test) const {
    std::replace(test.begin(), test.end(), '/', '_');
    return folder() + ".logs/" + test;
  }
  Command job(const std::string& step) const {
    return {in_tables("job"), step, in_build(), in_source(), suite.name, libc};
  }
};

// Writes the compilers of each libc, through ccache if configure found it.
void make_compilers() {
  const std::string ccache = setting("CCACHE").empty() ? "" : setting("CCACHE") + " ";
  const auto write = [&](const std::string& libc, const std::string& name, const std::string& words) {
    replace_file(in_results("bin/" + libc + "/" + name), "#!/bin/sh\n" + words + " \"$@\"\n",
                 fs::perms(0755));
  };
  for (const auto& [name, compiler, setting_of] :
       {std::tuple{"cc", "gcc", "CC"}, std::tuple{"c++", "g++", "CXX"}}) {
    const std::string host = ccache + setting(setting_of);
    const std::string wrapper = "NACRE_CC=\"" + host + "\" exec " + in_build();
    write("nacre", name, wrapper + "/sysroot/bin/nacre-" + compiler + " -static");
    write("nacre-dynamic", name, wrapper + "/sysroot/bin/nacre-" + compiler);
    write("stock", name, wrapper + "/stock/bin/nacre-" + compiler + " -static");
    write("glibc", name, "exec " + host);
  }
}

// Returns a hash of the files on which the results depend: the libraries, the recipe with its files, the
// script job, and the pins of the sources.
std::string key_of(const Run& run) {
  std::string text;
  std::vector<std::string> inputs{in_tables("recipes/" + run.suite.name), in_tables("pins"),
                                  in_tables("job")};
  const std::string files = in_tables(run.suite.name);
  if (exists(files))
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(files))
      if (file.is_regular_file()) inputs.push_back(file.path());
  std::sort(inputs.begin(), inputs.end());
  const std::string root = in_build(run.libc == "stock" ? "stock/lib/" : "sysroot/lib/");
  if (run.libc == "nacre-dynamic") inputs.push_back(root + "libc.so");
  if (run.libc == "nacre" || run.libc == "stock") inputs.push_back(root + "libc.a");
  if (run.libc.starts_with("nacre") && exists(root + "libstdc++.a"))
    inputs.push_back(root + "libstdc++.a");
  for (const std::string& input : inputs) text += read_file(input);
  return std::to_string(std::hash<std::string>()(text));
}

// Locks a suite until this program ends. Two runs in the same build would write the same files.
void lock_suite(const std::string& suite) {
  const std::string path = in_results(suite + "/lock");
  fs::create_directories(fs::path(path).parent_path());
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0)
    throw std::runtime_error("cannot lock " + path + ": " + std::strerror(errno) +
                             "\n  help    wait until the other run of " + suite + " ends");
}

// Prepares a suite for a libc, unless this was done before. Returns false if this run is a sample and
// the sources cannot be fetched, so that a sample works without a network.
bool prepare(Run& run, Tier tier) {
  const std::string key = key_of(run);
  fs::create_directories(run.folder() + ".logs");
  run.record = std::make_unique<Record>(run.folder() + ".results", key);
  if (run.record->continues() && exists(run.folder() + "/prepared")) return true;
  say("nacre: %s: preparing for %s\n", run.suite.name.c_str(), run.libc.c_str());
  const Output output = run.job("prepare").seconds(kPrepareSeconds).run();
  write_file(run.log("prepare"), output.all());
  if (output.status == kUnavailable && tier == Tier::sample) {
    say("skip %s: its sources cannot be fetched\n", run.suite.name.c_str());
    return false;
  }
  if (output.status != 0)
    throw std::runtime_error("the suite " + run.suite.name + " cannot be prepared for " + run.libc +
                             "\n  help    see " + run.log("prepare"));
  write_file(run.folder() + "/prepared", "");
  return true;
}

// Selects the tests of the tier.
void select(Run& run, Tier tier) {
  std::vector<std::string> names = lines(read_file(run.folder() + "/tests"));
  if (tier != Tier::full) names = lines(run.job("quick").input(join(names, "\n") + "\n").run().out);
  const std::vector<Excluded> rows = excluded();
  size_t n = 0;
  for (const std::string& name : names)
    if (!name.empty() && !describes(rows, run.suite.name, name) &&
        (tier != Tier::sample || n++ % kSampleStep == 0))
      run.tests.push_back(name);
  if (run.tests.empty())
    throw std::runtime_error("the suite " + run.suite.name + " has no tests on " + run.libc +
                             "\n  help    see " + run.folder() + "/tests and tests/suites/excluded");
  if (exists(run.folder() + "/seconds"))
    for (const Strings& row : table_rows(read_file(run.folder() + "/seconds")))
      if (row.size() == 3 && row[0] == "seconds") run.seconds[row[1]] = std::stoi(row[2]);
}

// Builds and runs one test.
State state_of(const Run& run, const std::string& test, const std::vector<std::string>& bwrap) {
  const Output compiled = run.job("compile").add({test}).seconds(kCompileSeconds).run();
  if (compiled.status != 0) {
    write_file(run.log(test), compiled.all());
    return State::unbuilt;
  }
  static std::atomic<int> number;
  const std::string scratch =
      in_results("scratch/" + std::to_string(getpid()) + "-" + std::to_string(++number));
  fs::create_directories(scratch);
  const auto limit = run.seconds.find(test);
  Command command{in_tables("isolated"),
                  join(bwrap, " "),
                  scratch,
                  in_tables("job"),
                  "execute",
                  in_build(),
                  in_source(),
                  run.suite.name,
                  run.libc,
                  test};
  const Output output =
      command.seconds(limit == run.seconds.end() ? kExecuteSeconds : limit->second).run();
  Command{"chmod", "-R", "u+rwx", scratch}.run();
  fs::remove_all(scratch);
  if (output.status == 0) {
    // Thousands of programs would fill the disk.
    for (const char* suffix : {"", ".exe"})
      if (const std::string program = run.folder() + "/bin/" + test + suffix;
          fs::is_regular_file(program))
        fs::remove(program);
    return State::passed;
  }
  write_file(run.log(test),
             compiled.all() + output.all() + "exit status " + std::to_string(output.status) + "\n");
  return output.status == kSkip ? State::skipped : State::failed;
}

// Runs all tests that have no result yet, and prints the progress. In the tier full, records which runs
// are complete.
void run_all(const std::vector<Run>& runs, const std::vector<std::string>& bwrap, Tier tier) {
  struct Item {
    const Run* run;
    const std::string* test;
  };
  std::vector<Item> items;
  std::map<const Run*, std::atomic<size_t>> left;
  const auto note_if_complete = [&](const Run& run) {
    if (left.at(&run) == 0 && tier == Tier::full) run.record->add_full();
  };
  for (const Run& run : runs) {
    std::atomic<size_t>& without_result = left[&run];
    for (const std::string& test : run.tests)
      if (!run.record->has(test)) {
        items.push_back({&run, &test});
        ++without_result;
      }
    note_if_complete(run);
  }
  std::atomic<size_t> next{0};
  std::atomic<int> bad{0};
  std::mutex printing;
  auto printed = std::chrono::steady_clock::now();
  const auto work = [&] {
    for (size_t i = next++; i < items.size(); i = next++) {
      const State state = state_of(*items[i].run, *items[i].test, bwrap);
      items[i].run->record->add(*items[i].test, state);
      --left.at(items[i].run);
      note_if_complete(*items[i].run);
      if (state == State::failed || state == State::unbuilt) ++bad;
      const std::lock_guard lock(printing);
      const auto now = std::chrono::steady_clock::now();
      if (now - printed < std::chrono::seconds(15)) continue;
      printed = now;
      say("nacre: %s on %s: %zu of %zu tests, %d failed or not built (known failures included)\n",
          items[i].run->suite.name.c_str(), items[i].run->libc.c_str(), i + 1, items.size(), bad.load());
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back(work);
}

// The states of the tests that this run selected.
States states_of(const Run& run) {
  States found;
  for (const std::string& test : run.tests) found[test] = run.record->states().at(test);
  return found;
}

// Returns the command of bubblewrap, or nothing, with the reason in `why`.
std::vector<std::string> sandbox(std::string& why) {
  std::vector<std::string> bwrap = program_of_package("bwrap", "bubblewrap", why);
  if (bwrap.empty()) return {};
  const Output output =
      Command(bwrap).add({"--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "true"}).run();
  if (output.status == 0) return bwrap;
  why = "this kernel does not allow the namespaces of a sandbox: " + output.err;
  return {};
}

std::vector<Run> prepared(Tier tier, const std::vector<std::string>& names) {
  make_compilers();
  std::vector<Run> runs;
  for (const Suite& suite : chosen(names)) {
    if (tier == Tier::sample && names.empty() && !suite.in_sample) continue;
    lock_suite(suite.name);
    for (const std::string& libc : suite.libcs) {
      if (tier != Tier::full && libc != "nacre") continue;
      Run run{suite, libc, nullptr, {}, {}};
      if (!prepare(run, tier)) continue;
      select(run, tier);
      runs.push_back(std::move(run));
    }
  }
  return runs;
}

Verdict verdict_of(const Run& run, const std::vector<Run>& runs, Tier tier) {
  States stock;
  for (const Run& other : runs)
    if (other.suite.name == run.suite.name && other.libc == "stock") stock = states_of(other);
  return judge(run.libc, states_of(run), stock,
               known_failures(read_file(in_tables("known/" + run.suite.name))), tier == Tier::full);
}

// Prints the results of the sample in the format of tests/count-results.
int report_sample(const std::vector<Run>& runs) {
  for (const Run& run : runs) {
    for (const auto& [test, state] : states_of(run)) {
      const std::string name = run.suite.name + "/" + test;
      if (state == State::passed) say("ok %s\n", name.c_str());
      if (state == State::skipped) say("skip %s: it skips itself\n", name.c_str());
    }
    for (const std::string& line : verdict_of(run, runs, Tier::sample).failures)
      say("not ok %s/%s\n", run.suite.name.c_str(), line.c_str());
  }
  say("end\n");
  return 0;
}

int report(const std::vector<Run>& runs, Tier tier) {
  int passed = 0, failed = 0, known = 0, skipped = 0;
  std::string failures;
  say("%-12s %-14s %6s %7s %7s %8s %10s\n", "suite", "libc", "built", "passed", "failed", "skipped",
      "not built");
  for (const Run& run : runs) {
    const Counts count = counts(states_of(run));
    say("%-12s %-14s %6d %7d %7d %8d %10d\n", run.suite.name.c_str(), run.libc.c_str(), count.built(),
        count.passed, count.failed, count.skipped, count.unbuilt);
    if (!run.libc.starts_with("nacre")) continue;
    const Verdict verdict = verdict_of(run, runs, tier);
    passed += verdict.passed, failed += verdict.failed;
    known += verdict.known, skipped += verdict.skipped;
    for (const std::string& line : verdict.failures)
      failures += "nacre: failed: " + run.suite.name + " on " + run.libc + ": " + line + "\n";
  }
  say("%s", failures.c_str());
  if (failed != 0) say("nacre: the logs are in %s\n", in_results("SUITE/LIBC.logs").c_str());
  say("nacre: %d known failures, %d skipped\n%d passed, %d failed\n", known, skipped, passed, failed);
  return failed == 0 ? 0 : 1;
}

}  // namespace

int run(Tier tier, const std::vector<std::string>& names) {
  std::string why;
  const std::vector<std::string> bwrap = sandbox(why);
  if (bwrap.empty()) {
    if (tier != Tier::sample) throw std::runtime_error("the suites need a sandbox: " + why);
    say("skip suites: %s\nend\n", why.c_str());
    return 0;
  }
  const std::vector<Run> runs = prepared(tier, names);
  run_all(runs, bwrap, tier);
  return tier == Tier::sample ? report_sample(runs) : report(runs, tier);
}

}  // namespace nacre::suites
