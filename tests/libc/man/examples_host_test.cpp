// SPDX-License-Identifier: MIT
// Tests that each manual page of the sections 3 and 7 has an example. Each complete program under the
// heading EXAMPLES must compile without warnings, and succeed.
#include <algorithm>

#include "tests/libc/man/pages.hpp"
#include "tests/support/host/built.hpp"

using namespace nacre::test;

namespace {

struct Example {
  std::string language;  // "c" or "c++"
  std::string source;
};

// Returns a line of a page as a reader sees it, without roff escapes.
std::string plain(const std::string& line) {
  std::string text;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\\') {
      text += line[at];
      continue;
    }
    const std::string rest = line.substr(at + 1);
    if (rest.starts_with("(aq"))
      text += "'", at += 3;
    else if (rest.starts_with("(ga"))
      text += "`", at += 3;
    else if (rest.starts_with("(ha"))
      text += "^", at += 3;
    else if (rest.starts_with("(ti"))
      text += "~", at += 3;
    else if (rest.starts_with("e"))
      text += "\\", at += 1;
    else if (rest.starts_with("&"))
      at += 1;
    else
      ADD_FAILURE() << "plain() does not know this escape: " << line;
  }
  return text;
}

// Returns the literal blocks of EXAMPLES that define main. An example with main() is C++, and one with
// main(void) or arguments is C.
std::vector<Example> examples(const std::string& path) {
  std::vector<Example> found;
  Example example;
  bool inside = false, in_block = false;
  for (const std::string& line : lines(read_file(path))) {
    if (line.starts_with(".Sh "))
      inside = line == ".Sh EXAMPLES";
    else if (inside && line.starts_with(".Bd -literal"))
      in_block = true, example = {};
    else if (in_block && line.starts_with(".Ed")) {
      in_block = false;
      if (!example.language.empty()) found.push_back(example);
    } else if (in_block) {
      const std::string text = plain(line);
      if (text.starts_with("int main("))
        example.language = text.find("main()") == text.npos ? "c" : "c++";
      example.source += text + "\n";
    }
  }
  return found;
}

// Returns what is wrong with an example, or an empty string if it is right.
std::string problem(const Example& example) {
  const TemporaryFolder folder;
  const std::string program = folder.path("example");
  const bool cxx = example.language == "c++";
  Command compile{in_sysroot(cxx ? "bin/nacre-g++" : "bin/nacre-gcc")};
  if (cxx) compile.add({"-std=c++20"});
  compile.add({"-static", "-Wall", "-Wextra", "-Werror", "-x", example.language, "-", "-o", program});
  Output output = compile.input(example.source).run();
  if (output.status != 0) return "does not compile: " + output.err;
  output = Command{program}.seconds(60).run();
  return output.status == 0 ? "" : "ended with " + std::to_string(output.status) + ": " + output.all();
}

class ManualPageExamples : public testing::TestWithParam<std::string> {};
TEST_P(ManualPageExamples, Exist) { EXPECT_FALSE(examples(page_path(GetParam())).empty()); }
INSTANTIATE_TEST_SUITE_P(Of, ManualPageExamples, testing::ValuesIn(pages("37")), by_text);

// Returns "PAGE NUMBER" for each example.
std::vector<std::string> all_examples() {
  std::vector<std::string> found;
  for (const std::string& page : pages("37"))
    for (size_t number = 0; number < examples(page_path(page)).size(); ++number)
      found.push_back(page + " " + std::to_string(number));
  return found;
}

class ManualPageExample : public testing::TestWithParam<std::string> {};
TEST_P(ManualPageExample, CompilesAndSucceeds) {
  const auto parts = words(GetParam());
  const Example example = examples(page_path(parts[0])).at(std::stoul(parts[1]));
  if (example.language == "c++") SKIP_WITHOUT_CXX();
  EXPECT_EQ(problem(example), "");
}
INSTANTIATE_TEST_SUITE_P(Of, ManualPageExample, testing::ValuesIn(all_examples()), by_text);

class ManualPageExampleFault : public testing::TestWithParam<Fault> {};
TEST_P(ManualPageExampleFault, IsReported) {
  const TemporaryFolder folder;
  const std::string found = problem(examples(with_fault(folder, GetParam())).at(0));
  EXPECT_TRUE(matches(found, GetParam().message)) << found;
}
INSTANTIATE_TEST_SUITE_P(Injected, ManualPageExampleFault,
                         testing::Values(Fault{"getentropy.3", "if (getentropy(key, sizeof key)",
                                               "if (getentropy(key)", "error: .*argument"},
                                         Fault{"getentropy.3", "\tunsigned char key",
                                               "\tint unused;\n\tunsigned char key", "unused"},
                                         Fault{"getentropy.3", "return 0;", "return 1;",
                                               "ended with 1:"}));

}  // namespace
