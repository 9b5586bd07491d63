// SPDX-License-Identifier: MIT
// Tests each header of ISO C and POSIX in strict modes, such as -std=c17. The header must compile by
// itself. In addition to the names that musl's header declares, it may declare only names that the
// standards reserve: those that begin with _, and those in the file "reserved". All other names belong
// to programs.
#include <gtest/gtest.h>

#include <regex>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/standard_headers.hpp"

using namespace nacre::test;

namespace {

using Names = std::set<std::string>;

// The flags of the strict modes. With -std=c17, musl's headers of POSIX also need a feature test macro.
const char kC17[] = "-std=c17", kPosix2008[] = "-D_POSIX_C_SOURCE=200809L",
           kXopen700[] = "-D_XOPEN_SOURCE=700";

bool part_of_name(char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Splits preprocessed text into words and punctuation marks.
std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> found;
  for (size_t at = 0; at < text.size(); ++at) {
    if (isspace(static_cast<unsigned char>(text[at]))) continue;
    size_t end = at + 1;
    while (part_of_name(text[at]) && end < text.size() && part_of_name(text[end])) ++end;
    found.push_back(text.substr(at, end - at));
    at = end - 1;
  }
  return found;
}

// Adds the tags, and the types that typedefs define. The name of such a type is the last word of its
// declaration.
void add_types(const std::vector<std::string>& tokens, Names& names) {
  bool simple_typedef = false;  // a typedef without braces and parentheses
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string& token = tokens[i];
    if (token == "typedef") simple_typedef = true;
    if (token == "{" || token == "}" || token == "(" || token == ")") simple_typedef = false;
    if ((token == "struct" || token == "union" || token == "enum") && i + 1 < tokens.size() &&
        part_of_name(tokens[i + 1][0]))
      names.insert(tokens[i + 1]);
    if (token != ";") continue;
    size_t end = i;  // the end of the declaration, without array bounds
    while (end > 1 && tokens[end - 1] == "]")
      while (end > 1 && tokens[--end] != "[") {
      }
    if (end > 1 && part_of_name(tokens[end - 1][0]) && (simple_typedef || tokens[end - 2] == "}"))
      names.insert(tokens[end - 1]);
    simple_typedef = false;
  }
}

// Returns the macros, functions, types and tags that a header declares. The header must compile.
Names names_of(const std::string& header, const std::vector<std::string>& flags) {
  const std::string source = "#include <" + header + ">\nint unused;\n";
  const Output preprocessed = Command{in_sysroot("bin/nacre-gcc")}
                                  .add(flags)
                                  .add({"-E", "-dD", "-x", "c", "-"})
                                  .input(source)
                                  .run();
  EXPECT_EQ(preprocessed.status, 0) << preprocessed.err;

  Names names = functions_in(source, flags);
  std::string text;
  bool of_compiler = true;  // whether the compiler itself defines the next macros, in "<built-in>"
  for (const std::string& line : lines(preprocessed.out)) {
    const std::vector<std::string> parts = words(line);
    if (line.starts_with("# "))
      of_compiler = line.find("\"<") != line.npos;
    else if (line.starts_with("#undef "))
      names.erase(parts.at(1));
    else if (line.starts_with("#define ") && !of_compiler)
      names.insert(parts.at(1).substr(0, parts.at(1).find('(')));
    else if (!line.starts_with("#"))
      text += line + "\n";
  }
  add_types(tokens(text), names);
  return names;
}

// Returns the names that musl's header declares.
Names names_of_musl(const std::string& header, std::vector<std::string> flags) {
  static const std::string of_compiler =
      words(Command{in_sysroot("bin/nacre-gcc"), "-print-file-name=include"}.run().out).at(0);
  for (const std::string& flag : {std::string("-nostdinc"), std::string("-isystem"),
                                  in_build("headers/musl"), std::string("-isystem"), of_compiler})
    flags.push_back(flag);
  return names_of(header, flags);
}

bool is_reserved(const std::string& header, const std::string& name) {
  static const std::vector<Strings> table =
      table_rows(read_file(in_source("tests/libc/include/reserved")));
  if (name[0] == '_') return true;
  for (const Strings& row : table)
    if (std::regex_match(header, std::regex(row.at(0))) && std::regex_match(name, std::regex(row.at(1))))
      return true;
  return false;
}

// Returns the names that nacre's header declares although they belong to programs: musl's header does
// not declare them, and they are not reserved.
Names forbidden_names(const std::string& header, const Names& ours, const Names& of_musl) {
  Names found;
  for (const std::string& name : without(ours, of_musl))
    if (!is_reserved(header, name)) found.insert(name);
  return found;
}

struct Mode {
  std::string header;
  std::vector<std::string> flags;
};
void PrintTo(const Mode& mode, std::ostream* stream) { *stream << mode.header; }

std::vector<Mode> modes() {
  std::vector<Mode> found;
  for (const std::string& header : words(kHeadersOfIsoC)) found.push_back({header, {kC17}});
  for (const char* macro : {kPosix2008, kXopen700})
    for (const std::string& header : headers_of_posix()) found.push_back({header, {kC17, macro}});
  return found;
}

class StrictHeader : public testing::TestWithParam<Mode> {};
TEST_P(StrictHeader, CompilesAndDeclaresNoForbiddenName) {
  const auto& [header, flags] = GetParam();
  std::vector<std::string> strict = flags;
  for (const char* warnings : {"-Wall", "-Werror", "-pedantic"}) strict.push_back(warnings);
  const Names ours = names_of(header, strict);
  EXPECT_FALSE(ours.empty());
  EXPECT_EQ(forbidden_names(header, ours, names_of_musl(header, flags)), Names());
}
INSTANTIATE_TEST_SUITE_P(Of, StrictHeader, testing::ValuesIn(modes()), [](const auto& info) {
  std::string name;
  for (const char c : info.param.flags.back() + " " + info.param.header)
    if (c != '-') name += part_of_name(c) ? c : '_';
  return name;
});

// names_of() must find names of each kind.
TEST(NamesOfHeaders, AreMacrosFunctionsTypesAndTags) {
  EXPECT_EQ(without({"SIGINT", "sigaction", "kill", "sigset_t", "siginfo_t", "sig_atomic_t"},
                    names_of("signal.h", {kC17, kXopen700})),
            Names());
}

class InjectedNames : public testing::Test {
 protected:
  // Appends `text` to a header. Returns the forbidden names that this header then declares.
  Names found(const std::string& header, const std::string& text) const {
    folder.file(header, "#include_next <" + header + ">\n" + text);
    return forbidden_names(header, names_of(header, {kC17, kXopen700, "-I" + folder.path()}),
                           names_of_musl(header, {kC17, kXopen700}));
  }
  const TemporaryFolder folder;
};
TEST_F(InjectedNames, FunctionIsReported) {
  EXPECT_EQ(found("string.h", "int memset_twice(void);\n"), Names{"memset_twice"});
}
TEST_F(InjectedNames, TypeIsReported) {
  EXPECT_EQ(found("string.h", "typedef int twice;\n"), Names{"twice"});
}
TEST_F(InjectedNames, TagIsReported) {
  EXPECT_EQ(found("string.h", "struct thrice { int times; };\n"), Names{"thrice"});
}
TEST_F(InjectedNames, MacroIsReported) {
  EXPECT_EQ(found("sys/mman.h", "#define MAPPED 1\n"), Names{"MAPPED"});
}
TEST_F(InjectedNames, ReservedMacroIsAccepted) {
  EXPECT_EQ(found("sys/mman.h", "#define MAP_FINE 1\n"), Names());
}

}  // namespace
