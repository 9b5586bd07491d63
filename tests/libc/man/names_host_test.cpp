// SPDX-License-Identifier: MIT
// Tests that each function, class and command of nacre has a manual page, and that each function with a
// page exists. Then the tests inject a function, a declaration, a command and an option without a page,
// which the checks must report.
#include <cstring>
#include <filesystem>

#include "tests/libc/man/pages.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Returns whether a member has functions that behave as musl's do, so they need no page: functions of
// strings, numbers and the like, which are only faster. nm prints the archive first, as in
// libc.a:strlen_sse2.nacre.o.
bool behaves_as_in_musl(const std::string& member) {
  static const Names members = [] {
    Names found;
    for (const char* const folder : {"libc/env", "libc/math", "libc/net", "libc/numbers", "libc/sort",
                                     "libc/string", "math", "math_sse2", "string_avx2", "string_sse2"})
      if (const fs::path objects = in_build(std::string("obj/") + folder); fs::exists(objects))
        for (const auto& entry : fs::directory_iterator(objects)) found.insert(entry.path().filename());
    return found;
  }();
  const size_t begin = member.find(".a:") + 3;
  return members.contains(member.substr(begin, member.find(':', begin) - begin));
}

// Returns the public functions of `archive` that are nacre's: those that musl lacks, and those in
// nacre's objects (*.nacre.o), which replace musl's.
Names callable(const std::string& archive) {
  Names names, hidden;
  for (const auto& [name, member] : symbols(archive))
    if (!behaves_as_in_musl(member) && name[0] != '_' &&
        (member.find(".nacre.o") != member.npos || symbols_of_musl().count(name) == 0))
      names.insert(name);
  for (const std::string& line : lines(Command{"readelf", "-sW", archive}.run().out))
    if (const auto fields = words(line); fields.size() == 8 && fields[5] == "HIDDEN")
      hidden.insert(fields[7]);
  return without(names, hidden);
}
const Names& callable_of_nacre() {
  static const Names names = callable(in_sysroot("lib/libc.a"));
  return names;
}

// Returns the first function that a declaration declares, or an empty string if there is none.
std::string function_of(const std::string& declaration) {
  const auto part_of_name = [](char c) {
    return islower(static_cast<unsigned char>(c)) || isdigit(static_cast<unsigned char>(c)) || c == '_';
  };
  for (size_t end = declaration.find('('); end != declaration.npos;
       end = declaration.find('(', end + 1)) {
    size_t begin = end;
    while (begin > 0 && part_of_name(declaration[begin - 1])) --begin;
    // A name does not begin with a digit.
    while (begin < end && isdigit(static_cast<unsigned char>(declaration[begin]))) ++begin;
    if (begin < end) return declaration.substr(begin, end - begin);
  }
  return "";
}

// Returns the functions that nacre's headers in an include folder declare, without those of musl. In
// under/ are musl's headers that nacre's headers of the same name include.
Names declared(const std::string& include) {
  const std::vector<std::string> headers = files_under(in_source("libc/include"), ".h");
  std::string source;
  for (const std::string& header : headers) source += "#include <" + header + ">\n";
  const std::string cc = in_sysroot("bin/nacre-gcc");
  const std::string of_compiler = words(Command{cc, "-print-file-name=include"}.run().out).at(0);
  const Output output =
      Command{
          cc,         "-D_GNU_SOURCE", "-nostdinc", "-isystem", include, "-isystem", include + "/under",
          "-isystem", of_compiler,     "-E",        "-x",       "c",     "-"}
          .input(source)
          .run();
  EXPECT_EQ(output.status, 0) << output.err;

  Names ours, names;
  for (const std::string& header : headers) ours.insert(include + "/" + header);
  std::string declarations;  // outside of braces
  bool of_ours = false;
  int depth = 0;
  for (const std::string& line : lines(output.out)) {
    if (line.starts_with("# ")) {
      const auto parts = split(line, '"');
      if (parts.size() > 1) of_ours = ours.count(parts[1]) != 0;
    } else if (of_ours) {
      for (const char c : line + " ")
        if (c == '{')
          ++depth;
        else if (c == '}')
          --depth;
        else if (depth == 0)
          declarations += c;
    }
  }
  EXPECT_EQ(depth, 0);
  for (const std::string& declaration : split(declarations, ';'))
    if (declaration.find("typedef") == declaration.npos)
      if (const std::string name = function_of(declaration); !name.empty()) names.insert(name);
  return without(names, symbols_of_musl());
}

// Returns the commands in a folder.
Names commands(const std::string& folder) {
  Names names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    // The page of the native compiler also describes a cross compiler, whose name has a prefix, as in
    // aarch64-linux-nacre-gcc.
    const std::string file = entry.path().filename();
    const size_t prefix = file.find("-linux-nacre-");
    names.insert(prefix == file.npos ? file : file.substr(prefix + std::strlen("-linux-")));
  }
  return names;
}

// Returns the names that have no page in the section.
Names without_page(const Names& names, std::string_view section) {
  EXPECT_FALSE(names.empty());
  return without(names, documented_in(section));
}

TEST(ManualPages, MoreThan70FunctionsNeedOne) { EXPECT_GT(callable_of_nacre().size(), 70U); }

TEST(ManualPages, EachFunctionThatNacreAddsOrReplacesHasOne) {
  EXPECT_EQ(without_page(callable_of_nacre(), "3"), Names());
}

TEST(ManualPages, FunctionWithoutPageIsReported) {
  const TemporaryFolder folder;
  const std::string object = folder.path("injected.nacre.o"), archive = folder.path("injected.a");
  ASSERT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-c", "-x", "c", "-", "-o", object}.input(
      "int injected_function(void) { return 0; }\n")));
  fs::copy_file(in_sysroot("lib/libc.a"), archive);
  ASSERT_TRUE(succeeds(Command{"ar", "r", archive, object}));
  EXPECT_EQ(without_page(callable(archive), "3"), Names{"injected_function"});
}

TEST(ManualPages, EachFunctionOfTheHeadersHasOne) {
  EXPECT_EQ(without_page(declared(in_sysroot("include")), "3"), Names());
}

TEST(ManualPages, DeclarationWithoutPageIsReported) {
  const TemporaryFolder folder;
  const std::string include = folder.path("include");
  fs::create_directory(include);
  for (const auto& entry : fs::directory_iterator(in_sysroot("include")))
    if (entry.path().filename() != "c++")
      fs::copy(entry.path(), fs::path(include) / entry.path().filename(), fs::copy_options::recursive);
  write_file(include + "/nacre/random.h",
             read_file(include + "/nacre/random.h") + "int injected_function(void);\n");
  EXPECT_EQ(without_page(declared(include), "3"), Names{"injected_function"});
}

TEST(ManualPages, EachClassHasOne) {
  Names classes;
  for (const std::string& header : files_under(in_source("libc/include/nacre"), ".h"))
    for (const std::string& name :
         captures(read_file(in_source("libc/include/nacre/" + header)), "^class ([A-Za-z]*) .*"))
      classes.insert("nacre::" + name);
  EXPECT_EQ(without_page(classes, "3"), Names());
}

TEST(ManualPages, EachCommandHasOne) {
  EXPECT_EQ(without_page(commands(in_sysroot("bin")), "1"), Names());
}

TEST(ManualPages, CommandWithoutPageIsReported) {
  const TemporaryFolder folder;
  folder.file("nacre-injected", "");
  EXPECT_EQ(without_page(commands(folder.path()), "1"), Names{"nacre-injected"});
}

TEST(ManualPages, EachDescribedFunctionExists) {
  Names functions;
  for (const std::string& name : documented_in("3"))
    if (name.find("::") == name.npos) functions.insert(name);
  EXPECT_FALSE(functions.empty());
  // Some are musl's in some builds, such as malloc.
  Names existing;
  for (const auto& [name, member] : symbols(in_sysroot("lib/libc.a"))) existing.insert(name);
  EXPECT_EQ(without(without(functions, existing), declared(in_sysroot("include"))), Names());
}

class PageOfNacreInfo : public testing::Test {
 protected:
  void SetUp() override {
    if (!exists(program)) GTEST_SKIP() << "this sysroot has no nacre-info";
    options = captures(Command{program, "--help"}.run().all(), "^ +--([a-z-]+)");
  }
  // Returns the options that the text of a page describes.
  static Names described(const std::string& page) { return captures(page, "^\\.It Fl -(.*)"); }

  const std::string program = in_sysroot("bin/nacre-info");
  const std::string page = read_file(page_path("nacre-info.1"));
  Names options;
};

TEST_F(PageOfNacreInfo, DescribesTheOptionsOfItsHelp) {
  EXPECT_FALSE(options.empty());
  EXPECT_EQ(described(page), options);
}

TEST_F(PageOfNacreInfo, OptionWithoutDescriptionIsReported) {
  EXPECT_EQ(without(options, described(replaced(page, ".It Fl -no-measure", ""))), Names{"no-measure"});
}

}  // namespace
