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
  EXPECT_TRUE(matches(read_file(folder->path("machine.txt")), "^kernel: Linux"));
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
  EXPECT_TRUE(matches(output.out, "1 above 1.10\n +strlen +8 +1.15"));
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

}  // namespace
