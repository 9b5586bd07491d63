// SPDX-License-Identifier: MIT
// Checks that each mutant applies to the sources, and that its file *.mutants is next to the tests of
// the changed source. `make check-mutations` builds the mutants and runs their tests.
#include <filesystem>

#include "tests/mutation/mutant.hpp"
#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* kFolders[] = {"libc", "support", "sysdeps"};

Command mutants(const std::string& folder) { return {in_build("tests/mutation/mutants"), folder}; }

// A folder with the sources that mutants change. `add` copies or links each folder of the libc.
class Sources {
 public:
  template <typename Add>
  explicit Sources(Add add) {
    for (const char* name : kFolders) add(in_source(name), folder_.path(name));
    fs::create_directory_symlink(in_build("musl/src"), folder_.path("musl"));
  }
  const std::string& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

void link(const std::string& from, const std::string& to) { fs::create_directory_symlink(from, to); }

TEST(Mutants, ApplyToTheLibc) {
  EXPECT_TRUE(succeeds(mutants(in_source("tests")).add({"check", Sources(link).path()})));
}

// A statement is compared token by token, so a mutant also applies to a source that is formatted in
// another way.
TEST(Mutants, ApplyInAnotherLayout) {
  if (find_program("clang-format").empty()) GTEST_SKIP() << "this machine has no clang-format";
  // Formats the C++ files: *.cpp and *.hpp.
  const Sources sources([](const std::string& from, const std::string& to) {
    fs::copy(from, to, fs::copy_options::recursive);
    Command format{"clang-format", "-i",
                   "--style={BasedOnStyle: GNU, ColumnLimit: 60, BreakStringLiterals: false}"};
    for (const std::string& file : files_under(to))
      if (file.ends_with("pp")) format.add({to + "/" + file});
    ASSERT_TRUE(succeeds(format));
  });
  EXPECT_TRUE(succeeds(mutants(in_source("tests")).add({"check", sources.path()})));
}

// The mutants of kernel patches. The repository has no kernel, so the added and unchanged lines of a
// patch stand for the patched file.
TEST(Mutants, ApplyToTheLinesOfTheKernelPatches) {
  const TemporaryFolder kernel;
  for (const std::string& patch : files_under(in_source("kernel/patches"), ".patch")) {
    std::string file, text;
    for (const std::string& line :
         lines(read_file(in_source("kernel/patches/" + patch)) + "+++ b/end\n")) {
      if (line.starts_with("+++ b/")) {
        if (!file.empty()) kernel.file(file, text);
        file = line.substr(6);
        text.clear();
      } else if (line.starts_with("+") || line.starts_with(" ")) {
        text += line.substr(1) + "\n";
      }
    }
  }
  EXPECT_TRUE(succeeds(mutants(in_source("kernel/patches")).add({"check", kernel.path()})));
}

TEST(Mutants, AreCountedInTheDocuments) {
  const size_t count = nacre::mutation::find_mutants(in_source("tests")).size();
  EXPECT_GE(count, 170U);
  for (const char* page : {"README.md", "docs/testing.md"})
    EXPECT_TRUE(matches(read_file(in_source(page)), "each of " + std::to_string(count) + " \\[?mutants"))
        << page;
}

// Returns the mutants below a folder that are in the wrong file. The mutants of libc/fd/dup3.cpp must be
// in tests/libc/fd/dup3.mutants. Mutants of musl may be anywhere, next to the test that finds them.
std::vector<std::string> misplaced(const std::string& folder) {
  std::vector<std::string> found;
  for (const std::string& file : files_under(folder, ".mutants"))
    for (const auto& mutant : nacre::mutation::parse(read_file(folder + "/" + file))) {
      const fs::path source = mutant.values("file").front();
      if (*source.begin() != "musl" && fs::path(source).replace_extension(".mutants") != file)
        found.push_back(file + ": " + mutant.name());
    }
  return found;
}

// A mutant that does not apply, because dup3.cpp has no such statement.
constexpr char kMutantThatDoesNotApply[] =
    "name: no-such-statement\n"
    "file: libc/fd/dup3.cpp\n"
    "function: __dup3\n"
    "statement: if (from == to + 1) return answer(Result<int>::failure(EINVAL));\n"
    "replace_by:\n"
    "killed_by: Dup3.*\n"
    "why: There is no such statement.\n";

TEST(Mutants, AreNextToTheTestsOfTheirSource) {
  EXPECT_EQ(misplaced(in_source("tests")), std::vector<std::string>());
  const TemporaryFolder folder;
  folder.file("libc/fd/dup3.mutants", kMutantThatDoesNotApply);
  folder.file("libc/fd/pipe2.mutants", kMutantThatDoesNotApply);
  EXPECT_EQ(misplaced(folder.path()),
            std::vector<std::string>{"libc/fd/pipe2.mutants: no-such-statement"});
}

TEST(Mutants, ReportsAStatementThatTheSourceLacks) {
  const TemporaryFolder folder;
  folder.file("libc/fd/dup3.mutants", kMutantThatDoesNotApply);
  EXPECT_TRUE(fails(mutants(folder.path()).add({"check", Sources(link).path()}),
                    "no-such-statement: .*libc/fd/dup3.cpp: function __dup3 has the statement 0 times"));
}

TEST(Mutants, ReportsTwoMutantsOfTheSameName) {
  const TemporaryFolder folder;
  folder.file("a.mutants", kMutantThatDoesNotApply);
  folder.file("b.mutants", kMutantThatDoesNotApply);
  EXPECT_TRUE(
      fails(mutants(folder.path()).add({"list"}), "two mutants have the name no-such-statement"));
}

}  // namespace
