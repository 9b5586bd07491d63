// SPDX-License-Identifier: MIT
// docs/coverage.md must be what docs/coverage/make prints for this build. Each symbol of glibc that
// nacre lacks must have a reason in docs/coverage/reasons.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

class CoverageOfGlibc : public testing::Test {
 protected:
  // Returns a command that runs docs/coverage/make in a copy of docs/coverage, with `reasons` as its
  // reasons file.
  Command with_reasons(const std::string& reasons) const {
    fs::copy(in_source("docs/coverage"), folder.path("copy"), fs::copy_options::recursive);
    folder.file("copy/reasons", reasons);
    return Command{folder.path("copy/make"), in_build()};
  }
  static const Output& made() {
    static const Output output = Command{in_source("docs/coverage/make"), in_build()}.run();
    return output;
  }
  const std::string reasons = read_file(in_source("docs/coverage/reasons"));
  const TemporaryFolder folder;
};

TEST_F(CoverageOfGlibc, HasAReasonForEachMissingSymbol) { EXPECT_EQ(made().status, 0) << made().err; }

TEST_F(CoverageOfGlibc, PageIsUpToDate) {
  EXPECT_EQ(made().out, read_file(in_source("docs/coverage.md"))) << "run make coverage";
}

TEST_F(CoverageOfGlibc, ReportsASymbolWithoutReason) {
  std::string kept;
  for (const std::string& line : lines(reasons))
    if (!line.starts_with("descriptors; scandirat")) kept += line + "\n";
  EXPECT_TRUE(fails(with_reasons(kept), "no reason for scandirat"));
}

TEST_F(CoverageOfGlibc, ReportsAReasonWithoutMissingSymbol) {
  EXPECT_TRUE(fails(with_reasons(reasons + "descriptors; read; It is there.\n"),
                    "no symbol matches the reason: descriptors; \\^\\(read\\)"));
}

}  // namespace
