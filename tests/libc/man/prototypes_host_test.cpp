// SPDX-License-Identifier: MIT
// Tests that the SYNOPSIS of each manual page has the same prototypes as the headers that it names. The
// page's prototypes are compiled after these headers. So the compiler rejects a prototype that differs,
// and a function that the headers do not declare.
#include "tests/libc/man/pages.hpp"

using namespace nacre::test;

namespace {

// Returns a program with the headers and prototypes of a page's SYNOPSIS. Adds the names of its
// functions to `functions`.
std::string program_of(const std::string& page, Names& functions) {
  std::string program, type, name, arguments;
  const auto declare = [&] {
    functions.insert(name);
    // The compiler reports an error here if the headers do not declare the function.
    program += "_Static_assert(sizeof &" + name + " > 0, \"\");\n";
    program += type + " " + name + "(" + arguments + ");\n";
  };
  const auto unquoted = [](const std::string& text) { return join(split(text, '"'), ""); };
  bool inside = false;
  for (const std::string& line : lines(page)) {
    if (line.starts_with(".Sh ")) inside = line == ".Sh SYNOPSIS";
    if (!inside || line.size() < 3) continue;
    const std::string macro = line.substr(0, 3), rest = line.size() > 4 ? line.substr(4) : "";
    if (macro == ".Fd") program += rest + "\n";
    if (macro == ".In") program += "#include <" + rest + ">\n";
    if (macro == ".Ft") type = rest;
    if (macro == ".Fn") {
      name = words(rest).at(0);
      // Spaces separate the arguments. An argument with spaces is in quotes.
      arguments = rest.substr(name.size());
      for (size_t at; (at = arguments.find("\" \"")) != arguments.npos;) arguments.replace(at, 3, ", ");
      arguments = unquoted(arguments);
      declare();
    }
    if (macro == ".Fo") name = words(rest).at(0), arguments.clear();
    if (macro == ".Fa") arguments += (arguments.empty() ? "" : ", ") + unquoted(rest);
    if (macro == ".Fc") declare();
  }
  return program;
}

// Returns what is wrong with the prototypes of a page, or an empty string if they are right.
std::string problem(const std::string& path) {
  Names functions;
  const std::string program = program_of(read_file(path), functions);
  if (functions.empty()) return path + " has no prototype";
  for (const Documented& documented : documented(path))
    if (documented.name.find("::") == std::string::npos && functions.count(documented.name) == 0)
      return path + ": no prototype of " + documented.name;
  const Output output =
      Command{in_sysroot("bin/nacre-gcc"), "-Wall", "-Werror", "-fsyntax-only", "-x", "c", "-"}
          .input(program)
          .run();
  return output.status == 0 ? "" : "does not compile: " + output.err;
}

class ManualPagePrototypes : public testing::TestWithParam<std::string> {};
TEST_P(ManualPagePrototypes, AreThoseOfTheHeaders) { EXPECT_EQ(problem(page_path(GetParam())), ""); }
INSTANTIATE_TEST_SUITE_P(Of, ManualPagePrototypes, testing::ValuesIn(pages("3")), by_text);

class ManualPagePrototypeFault : public testing::TestWithParam<Fault> {};
TEST_P(ManualPagePrototypeFault, IsReported) {
  const TemporaryFolder folder;
  const std::string found = problem(with_fault(folder, GetParam()));
  EXPECT_TRUE(matches(found, GetParam().message)) << found;
}
INSTANTIATE_TEST_SUITE_P(
    Injected, ManualPagePrototypeFault,
    testing::Values(Fault{"getrandom.3", "size_t length", "int length", "conflicting types"},
                    Fault{"pidfd_open.3", ".Ft pid_t", ".Ft long", "conflicting types"},
                    Fault{"dup3.3", " \"int flags\"", "", "conflicting types"},
                    Fault{"isfdtype.3", ".In sys/socket.h", ".In stdio.h", "undeclared|not declared"},
                    Fault{"openat2.3", "\n.Fd #define _GNU_SOURCE\n", "\n", "undeclared|not declared"},
                    Fault{"close_range.3", ".Fn closefrom \"int first\"\n", "",
                          "no prototype of closefrom"}));

}  // namespace
