// SPDX-License-Identifier: MIT
// Tests bench/merge, which runs the benchmarks of several sources of random bytes ("peers": libcs, other
// libraries, the system call) and writes their results to one table. A very short run must write all
// files. The rows of a missing peer must contain the reason. If a peer crashes, merge must fail and keep
// the old table.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Returns a line of the list of peers. `kind` is "run" or "missing". For a missing peer, pass the reason
// instead of a command.
std::string peer(const char* name, const char* kind, const std::string& command) {
  return std::string(name) + "\t" + kind + "\t" + command + "\n";
}
// Returns the command of the benchmark of random numbers, which gets them from `source`.
std::string draws(const char* source) { return in_build("bench/draws-nacre --peer=") + source; }

// Returns the command that runs the peers' benchmarks and writes the results to files in the folder.
Command merge(const TemporaryFolder& folder, const std::string& peers, const std::string& filter) {
  folder.file("peers", peers);
  return Command{in_build("bench/merge"), "--peers=peers", "--out=.",
                 "--flags=--benchmark_min_time=0.001 --benchmark_filter='" + filter + "'"}
      .in(folder.path());
}

// Returns the cells of a row of CSV. Cells in quotes may contain commas.
std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> found(1);
  bool quoted = false;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      found.emplace_back();
    else
      found.back() += c;
  }
  return found;
}

class BenchMerge : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    const std::string peers =
        peer("syscall", "run", draws("syscall")) + peer("nacre", "run", draws("libc")) +
        peer("absent", "missing", "not here, \"today\"") + peer("openssl", "run", draws("openssl"));
    output = merge(*folder, peers, "^(fill/(1|16)/|uniform/6/|over_vdso/1/|first_draw_process)").run();
    ASSERT_EQ(output.status, 0) << output.all();
    rows = lines(read_file(folder->path("random.csv")));
  }
  static void TearDownTestSuite() { folder.reset(); }
  static bool has_row(const std::string& pattern) {
    return std::any_of(rows.begin(), rows.end(),
                       [&](auto& row) { return matches(row, "^" + pattern + "$"); });
  }
  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline Output output;
  static inline std::vector<std::string> rows;
};

TEST_F(BenchMerge, TinyRunSucceeds) { EXPECT_EQ(output.status, 0); }
TEST_F(BenchMerge, ColumnsAreNamed) {
  EXPECT_EQ(rows.at(0), "peer,op,bytes,threads,ns_median,ns_iqr,status");
}
TEST_F(BenchMerge, EachRowHasAllColumns) {
  for (const std::string& row : rows) EXPECT_EQ(cells(row).size(), 7U) << row;
}
// An operation that a peer lacks has a row too.
TEST_F(BenchMerge, EachPeerHasTheSameNumberOfRows) {
  std::map<std::string, int> count;
  for (const std::string& row : rows)
    if (row != rows[0]) ++count[cells(row)[0]];
  EXPECT_EQ(count.size(), 4U);
  for (const auto& [name, number] : count) EXPECT_EQ(number, count.begin()->second) << name;
}
TEST_F(BenchMerge, MachineIsDescribed) {
  const std::string machine = read_file(folder->path("random-machine.txt"));
  EXPECT_TRUE(matches(machine, "^kernel: Linux"));
  EXPECT_TRUE(matches(machine, "^processor: [a-z0-9_-]+$"));
}
TEST_F(BenchMerge, JsonHasTheSameResults) {
  if (find_program("python3").empty()) GTEST_SKIP() << "this machine has no python3";
  const char program[] =
      "import json; d = json.load(open('random.json')); print(len(d['results']), "
      "bool(d['machine']['kernel']))";
  EXPECT_TRUE(prints(Command{"python3", "-c", program}.in(folder->path()),
                     std::to_string(rows.size() - 1) + " True"));
}
TEST_F(BenchMerge, NoPartialFileIsLeft) { EXPECT_EQ(files_under(folder->path(), ".part").size(), 0U); }

// A row of random.csv, as a regular expression. The interquartile range (ns_iqr) is 0.000, because
// each benchmark ran once.
struct Row {
  const char *name, *pattern;
  explicit operator std::string() const { return name; }
  friend void PrintTo(const Row& row, std::ostream* out) { *out << row.pattern; }
};
class BenchRow : public BenchMerge, public testing::WithParamInterface<Row> {};
TEST_P(BenchRow, IsWritten) { EXPECT_TRUE(has_row(GetParam().pattern)); }
INSTANTIATE_TEST_SUITE_P(
    Of, BenchRow,
    testing::Values(Row{"OneThread", "nacre,fill,16,1,[0-9.]+,0.000,ok"},
                    Row{"SeveralThreads", "nacre,fill,16,4,[0-9.]+,0.000,ok"},
                    Row{"OperationOfLibcsOnly", "nacre,uniform/6,4,1,[0-9.]+,0.000,ok"},
                    Row{"OperationThatThePeerLacks",
                        "syscall,uniform/6,4,1,,,not an operation of this peer"},
                    Row{"FreshProcess", "syscall,first_draw_process,16,1,[0-9.]+,0.000,ok"},
                    Row{"MissingPeer", "absent,fill,16,1,,,\"not here, \"\"today\"\"\""},
                    // The benchmark is a static program, so it cannot load OpenSSL.
                    Row{"PeerThatSaysItIsMissing", "openssl,fill,16,1,,,.*loading not supported"}),
    by_text);

// Peers that count instructions print the same lines as peers that measure time.
class BenchInstructions : public testing::Test {
 protected:
  static std::string counted(const char* name, const std::string& count) {
    return peer(name, "run", "printf 'about\\tx\\nns\\tstrlen\\t8\\t1\\t" + count + "\\nend\\n' #");
  }
  void SetUp() override {
    folder.file("peers", counted("nacre", "23") + counted("glibc-new", "20"));
    output = Command{in_build("bench/merge"), "--kind=instructions", "--peers=peers", "--out=."}
                 .in(folder.path())
                 .run();
  }
  const TemporaryFolder folder;
  Output output;
};

TEST_F(BenchInstructions, TableIsOfInstructions) {
  EXPECT_EQ(output.status, 0) << output.all();
  EXPECT_TRUE(matches(output.out, "^instructions per call"));
  EXPECT_TRUE(matches(output.out, "strlen +8 +1 +23.0 +20.0 +1.15"));
}
TEST_F(BenchInstructions, RowsAboveTheLimitAreListed) {
  EXPECT_TRUE(matches(output.out, "1 above 1.10\n +strlen +8 +1 +1.15"));
}
TEST_F(BenchInstructions, CsvNamesTheUnit) {
  EXPECT_EQ(lines(read_file(folder.path("instructions.csv"))).at(0),
            "peer,op,bytes,threads,instructions_median,instructions_iqr,status");
}

// If a peer fails, merge must print an error that names the peer, and keep the old results.
class BenchPeerThatFails : public testing::Test {
 protected:
  void SetUp() override {
    folder.file("random.csv", "before\n");
    script("crash", "echo \"ns\tfill\t16\t1\t5.0\"\nkill -SEGV $$\n");
    script("short", "echo \"about\tsomething\"\n");
  }
  void script(const char* name, const std::string& text) const {
    fs::permissions(folder.file(name, "#!/bin/sh\n" + text), fs::perms::owner_all);
  }
  Command run(const char* name, const char* program) const {
    return merge(folder,
                 peer("syscall", "run", draws("syscall")) + peer(name, "run", folder.path(program)),
                 "^fill/1/");
  }
  const TemporaryFolder folder;
};

TEST_F(BenchPeerThatFails, CrashIsReportedWithItsSignal) {
  EXPECT_TRUE(
      fails(run("crashing", "crash"), "peer 'crashing' was ended by a signal: Segmentation fault"));
}
TEST_F(BenchPeerThatFails, CrashIsReportedWithTheLastResult) {
  EXPECT_TRUE(fails(run("crashing", "crash"), "fill\t16\t1"));
}
TEST_F(BenchPeerThatFails, EarlyEndIsReported) {
  EXPECT_TRUE(fails(run("silent", "short"), "peer 'silent' exited before its last line, 'end'"));
}
TEST_F(BenchPeerThatFails, OldResultsAreKept) {
  EXPECT_TRUE(fails(run("crashing", "crash"), "crashing"));
  EXPECT_TRUE(fails(run("silent", "short"), "silent"));
  EXPECT_EQ(read_file(folder.path("random.csv")), "before\n");
}
TEST_F(BenchPeerThatFails, MissingProgramIsReported) {
  EXPECT_TRUE(fails(run("none", "no-such-program"), "peer 'none' failed with exit code 127"));
}
TEST_F(BenchPeerThatFails, FilterThatMatchesNoBenchmarkIsReported) {
  folder.file("peers", peer("nacre", "run", draws("libc")));
  EXPECT_TRUE(
      fails(Command{in_build("bench/merge"), "--peers=peers", "--flags=--benchmark_filter=none"}.in(
                folder.path()),
            "--benchmark_filter matches no operation"));
}

// Results of a benchmark of libcs, printed by scripts. The row math/sin has no time with musl.
class BenchLibcs : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    script("nacre", {{"strlen\t8", "2"}, {"strlen\t32", "8"}, {"math/sin\t0", "6"}});
    script("glibc", {{"strlen\t8", "1"}, {"strlen\t32", "4"}, {"math/sin\t0", "12"}});
    script("musl", {{"strlen\t8", "4"}, {"strlen\t32", "4"}});
    folder->file("peers", peer("nacre", "run", folder->path("nacre")) +
                              peer("glibc-new", "run", folder->path("glibc")) +
                              peer("musl", "run", folder->path("musl")) +
                              peer("glibc-host", "missing", "not here"));
    output = Command{in_build("bench/merge"), "--peers=peers", "--kind=libc", "--out=."}
                 .in(folder->path())
                 .run();
    ASSERT_EQ(output.status, 0) << output.all();
  }
  static void TearDownTestSuite() { folder.reset(); }
  // Writes a program that prints a time for each row.
  static void script(const char* name, const std::vector<std::pair<std::string, std::string>>& rows) {
    std::string text = "#!/bin/sh\n";
    for (const auto& [row, time] : rows) text += "echo 'ns\t" + row + "\t1\t" + time + "'\n";
    fs::permissions(folder->file(name, text + "echo end\n"), fs::perms::owner_all);
  }
  // Returns the lines below the heading with the two peers, up to the next pair.
  static std::string comparison(const std::string& peers) {
    std::string found;
    bool below = false;
    for (const std::string& line : lines(output.out)) {
      if (!line.starts_with("    ")) below = line == "  " + peers;
      if (below) found += line + "\n";
    }
    return found;
  }
  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline Output output;
};

TEST_F(BenchLibcs, EachGroupHasItsOwnSummary) {
  const std::string ratios = comparison("nacre : glibc-new");
  EXPECT_TRUE(
      matches(ratios, "^ +string +geometric mean +2.00 of +2 rows; +2 above 1.05, +2 above 1.25$"))
      << output.out;
  EXPECT_TRUE(matches(ratios, "^ +math +geometric mean +0.50 of +1 rows; +0 above 1.05, +0 above 1.25$"))
      << output.out;
}
TEST_F(BenchLibcs, SummaryOfAllGroupsIsPrinted) {
  EXPECT_TRUE(
      matches(comparison("nacre : glibc-new"), "^ +all +geometric mean +1.26 of +3 rows; +2 above"))
      << output.out;
}
TEST_F(BenchLibcs, SlowRowsAreListed) {
  const std::string ratios = comparison("nacre : glibc-new");
  EXPECT_TRUE(matches(ratios, "^ +strlen +8 +1 +2.00$")) << output.out;
  EXPECT_TRUE(matches(ratios, "^ +strlen +32 +1 +2.00$")) << output.out;
  EXPECT_FALSE(matches(ratios, "^ +math/sin")) << output.out;
}
TEST_F(BenchLibcs, SingleGroupHasOnlyOneSummary) {
  const std::string ratios = comparison("nacre : musl");
  EXPECT_TRUE(matches(ratios, "^ +all +geometric mean +1.00 of +2 rows; +1 above")) << output.out;
  EXPECT_FALSE(matches(ratios, "string")) << output.out;
}
TEST_F(BenchLibcs, RowWithoutATimeIsListed) {
  EXPECT_TRUE(matches(output.out, "^ +musl +math/sin +0 +1 +not an operation of this peer$"))
      << output.out;
}
TEST_F(BenchLibcs, MissingPeerIsNotComparedAndNotListed) {
  EXPECT_EQ(comparison("nacre : glibc-host"), "");
  EXPECT_FALSE(matches(output.out, "^ +glibc-host +math/sin")) << output.out;
}

// bench/keep-results copies results to the folder of their processor.
class BenchKeepResults : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder.path("from"));
    fs::create_directories(folder.path("to/amd-family-25-model-1"));
    folder.file("from/libc.csv", "new\n");
    folder.file("to/amd-family-25-model-1/libc.csv", "old\n");
    folder.file("to/amd-family-25-model-1/libc-ratios.svg", "old\n");
    folder.file("to/amd-family-25-model-1/random.csv", "old\n");
  }
  Command keep(const std::string& machine) const {
    folder.file("from/libc-machine.txt", machine);
    return Command{in_source("bench/keep-results"), folder.path("from"), folder.path("to"), "5", "0.03"};
  }
  // Returns the description of a machine and of a run with these variables.
  static std::string ran(const std::string& variables,
                         const std::string& processor = "amd-family-25-model-1") {
    return "processor: " + processor + "\ncommand: make bench-libc " + variables + "\n";
  }
  static constexpr char kComplete[] = "ROUNDS=5 BENCH_MIN_TIME=0.03 BENCH_FILTER='.'";
  std::string kept(const std::string& file) const {
    return read_file(folder.path("to/amd-family-25-model-1/" + file));
  }
  const TemporaryFolder folder;
};

TEST_F(BenchKeepResults, ReplacesTheSameKindOfTheSameProcessor) {
  EXPECT_TRUE(succeeds(keep(ran(kComplete))));
  EXPECT_EQ(kept("libc.csv"), "new\n");
  EXPECT_EQ(kept("libc-machine.txt"), ran(kComplete));
  EXPECT_FALSE(exists(folder.path("to/amd-family-25-model-1/libc-ratios.svg")));
  EXPECT_EQ(kept("random.csv"), "old\n");
}
TEST_F(BenchKeepResults, MakesTheFolderOfAnotherProcessor) {
  EXPECT_TRUE(succeeds(keep(ran(kComplete, "intel-family-6-model-207"))));
  EXPECT_EQ(read_file(folder.path("to/intel-family-6-model-207/libc.csv")), "new\n");
  EXPECT_EQ(kept("libc.csv"), "old\n");
}
TEST_F(BenchKeepResults, AcceptsMoreRounds) {
  EXPECT_TRUE(succeeds(keep(ran("ROUNDS=10 BENCH_MIN_TIME=0.03 BENCH_FILTER='.'"))));
  EXPECT_EQ(kept("libc.csv"), "new\n");
}
TEST_F(BenchKeepResults, DoesNotReplaceCompleteResultsByATrial) {
  for (const char* const trial : {"ROUNDS=1 BENCH_MIN_TIME=0.03 BENCH_FILTER='.'",
                                  "ROUNDS=5 BENCH_MIN_TIME=0.001 BENCH_FILTER='.'",
                                  "ROUNDS=5 BENCH_MIN_TIME=0.03 BENCH_FILTER='^math/'",
                                  "ROUNDS=5 BENCH_MIN_TIME=0.03 BENCH_FILTER='./8'", "ROUNDS=5"}) {
    EXPECT_TRUE(fails(keep(ran(trial)), "not copied: .* trial: make bench-libc ROUNDS"));
    EXPECT_EQ(kept("libc.csv"), "old\n") << trial;
  }
}
TEST_F(BenchKeepResults, MissingProcessorIsReported) {
  EXPECT_TRUE(fails(keep("cpu: AMD EPYC\n"), "no line 'processor'"));
}

}  // namespace
