// SPDX-License-Identifier: MIT
// Tests that each link in a Markdown file leads to a file of the repository, and to a heading that
// exists. Links to web sites are not tested.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Returns the headings of a page as links name them: in lower case, without punctuation, with "-" for
// spaces.
std::set<std::string> headings(const std::string& page) {
  std::set<std::string> found;
  for (const std::string& heading : captures(page, "^#{1,6} (.*)")) {
    std::string link;
    for (const char c : heading)
      if (c == ' ')
        link += '-';
      else if (isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-')
        link += static_cast<char>(tolower(c));
    found.insert(link);
  }
  return found;
}

// Returns the targets of the links of a page, except those in code and those to web sites.
std::set<std::string> links(const std::string& page) {
  static const std::regex code("`[^`]*`");
  std::string text;
  for (const std::string& line : lines(page)) text += std::regex_replace(line, code, "") + "\n";
  std::set<std::string> found;
  for (const std::string& link : captures(text, "\\]\\(([^) ]+)\\)"))
    if (!link.starts_with("http")) found.insert(link);
  return found;
}

// Returns the links of the page at `path` whose file or heading does not exist.
std::vector<std::string> dead_links(const std::string& path) {
  std::vector<std::string> found;
  for (const std::string& link : links(read_file(path))) {
    const size_t hash = link.find('#');
    const std::string file =
        (hash == 0 ? fs::path(path) : fs::path(path).parent_path() / link.substr(0, hash)).string();
    if (!exists(file))
      found.push_back("there is no " + link);
    else if (hash != link.npos && !headings(read_file(file)).count(link.substr(hash + 1)))
      found.push_back("no heading " + link);
  }
  return found;
}

std::vector<std::string> documents() {
  std::vector<std::string> found;
  for (auto entry = fs::recursive_directory_iterator(in_source()); entry != fs::end(entry); ++entry) {
    const std::string name = entry->path().filename();
    if (name == ".git" || name == "build")
      entry.disable_recursion_pending();
    else if (name.ends_with(".md"))
      found.push_back(fs::relative(entry->path(), in_source()));
  }
  std::sort(found.begin(), found.end());
  return found;
}

// Checks that documents() and links() find something, so that the tests below are not empty.
TEST(Documents, WithLinksAreFiveOrMore) {
  int with_links = 0;
  for (const std::string& document : documents())
    with_links += document.starts_with("docs/") && !links(read_file(in_source(document))).empty();
  EXPECT_GE(with_links, 5);
}

class DocumentLinks : public testing::TestWithParam<std::string> {};
TEST_P(DocumentLinks, LeadToAFileAndAHeading) {
  EXPECT_EQ(dead_links(in_source(GetParam())), std::vector<std::string>());
}
INSTANTIATE_TEST_SUITE_P(Of, DocumentLinks, testing::ValuesIn(documents()), by_text);

// Checks dead_links(): it must accept links that work, and find dead ones.
class InjectedLink : public testing::Test {
 protected:
  // Returns the dead links of a page that has links that work, followed by `text`.
  std::vector<std::string> dead(const std::string& text) const {
    return dead_links(folder.file("one.md",
                                  "# One\n\n## A heading, of `words`\n\n"
                                  "[a](#a-heading-of-words) [b](one.md#one) `[c](nowhere.md)`\n" +
                                      text));
  }
  const TemporaryFolder folder;
};
TEST_F(InjectedLink, ThatWorksIsAccepted) { EXPECT_EQ(dead(""), std::vector<std::string>()); }
TEST_F(InjectedLink, ToAMissingFileIsFound) {
  EXPECT_EQ(dead("[d](two.md)\n"), std::vector<std::string>{"there is no two.md"});
}
TEST_F(InjectedLink, ToAMissingHeadingIsFound) {
  EXPECT_EQ(dead("[e](one.md#another)\n"), std::vector<std::string>{"no heading one.md#another"});
}

}  // namespace
