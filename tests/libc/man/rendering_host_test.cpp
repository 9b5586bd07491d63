// SPDX-License-Identifier: MIT
// Tests that mandoc accepts and renders the manual pages, and that the sysroot has a page under each
// name that a page documents.
#include <filesystem>

#include "tests/libc/man/pages.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// A test that needs mandoc. Without an installed mandoc, it is taken from Debian's package.
class Mandoc : public testing::Test {
 protected:
  void SetUp() override {
    static std::string why;
    static const std::vector<std::string> program = program_of_package("mandoc", "mandoc", why);
    if (program.empty()) GTEST_SKIP() << why;
    mandoc = program;
  }
  // Returns what mandoc reports about a page, except references to pages that it does not find.
  std::vector<std::string> reports(const std::string& path) const {
    std::vector<std::string> found;
    for (const std::string& line :
         lines(Command(mandoc).add({"-T", "lint", "-W", "style", path}).run().all()))
      if (!matches(line, "referenced manual not found|outdated mandoc.db lacks")) found.push_back(line);
    return found;
  }
  std::vector<std::string> mandoc;
  const TemporaryFolder folder;
};

class MandocLint : public Mandoc, public testing::WithParamInterface<std::string> {};
TEST_P(MandocLint, ReportsNothing) {
  EXPECT_EQ(reports(page_path(GetParam())), std::vector<std::string>());
}
INSTANTIATE_TEST_SUITE_P(Of, MandocLint, testing::ValuesIn(pages("137")), by_text);

TEST_F(Mandoc, TwoSentencesOnALineAreReported) {
  const std::string found =
      join(reports(folder.file("injected.3",
                               ".Dd November 26, 2026\n.Dt X 3\n.Os nacre\n.Sh NAME\n.Nm x\n.Nd x\n"
                               ".Sh DESCRIPTION\nOne. Two.\n")),
           "\n");
  EXPECT_TRUE(matches(found, "new sentence, new line")) << found;
}

TEST_F(Mandoc, PagesAreRenderedAsTextHtmlAndPdf) {
  const std::string rendered = folder.path("rendered");
  ASSERT_TRUE(succeeds(Command{in_source("libc/man/render"), join(mandoc, " "), rendered,
                               page_path("arc4random.3"), page_path("nacre.7")}));
  const auto file = [&](std::string_view name) { return read_file(rendered + "/" + std::string(name)); };
  EXPECT_TRUE(matches(file("arc4random.3.txt"), "^     arc4random, arc4random_buf, arc4random_uniform"));
  EXPECT_TRUE(matches(file("nacre.7.html"), "href=\"arc4random.3.html\""));
  EXPECT_EQ(file("arc4random.3.html"), file("arc4random_buf.3.html"));
  EXPECT_TRUE(file("nacre.7.pdf").starts_with("%PDF-"));
  EXPECT_TRUE(matches(file("index.html"), "random numbers"));
}

// closefrom is described in close_range.3.
TEST_F(Mandoc, RendersThePageUnderItsOtherNameClosefrom) {
  EXPECT_TRUE(
      prints_match(Command(mandoc).add({"-T", "ascii", "man3/closefrom.3"}).in(in_sysroot("share/man")),
                   "close many descriptors"));
}

TEST(ManualPagesOfTheSysroot, ExistForEachDocumentedNameAndNoOther) {
  const std::string man = in_sysroot("share/man/");
  std::vector<std::string> expected;
  for (const std::string& page : pages("137"))
    for (const auto& [name, section] : documented(page_path(page))) {
      const std::string file = "man" + section + "/" + name + "." + section;
      expected.push_back(file);
      std::string text = read_file(man + file);
      if (text.starts_with(".so ")) text = read_file(man + words(text).at(1));
      EXPECT_NE(text, "") << file;
    }
  std::sort(expected.begin(), expected.end());
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(files_under(man), expected);
}

TEST(ManualPagesOfTheSysroot, AreInstalled) {
  const TemporaryFolder folder;
  const std::string prefix = folder.path("prefix");
  ASSERT_TRUE(
      succeeds(Command{in_source("libc/toolchain/install-sysroot"), in_build("sysroot"), prefix}));
  EXPECT_TRUE(succeeds(Command{"diff", "-r", in_sysroot("share/man"), prefix + "/share/man"}));
}

}  // namespace
