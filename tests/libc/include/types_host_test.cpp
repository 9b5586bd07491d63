// SPDX-License-Identifier: MIT
// Tests that the functions and objects of libc.so have the same types as in stock (unpatched) musl. So
// programs that were compiled with stock musl's headers still work. A library with a pointer to each
// public name is compiled with stock musl's headers, and again with nacre's. abidiff compares the types
// in the debug information of the two libraries.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

using Names = std::set<std::string>;

// Returns the headers of stock musl that a program can include by themselves. bits/ has only parts of
// headers, and under/ has the kernel's headers. tgmath.h is left out, because it replaces functions by
// macros.
std::vector<std::string> headers_of_musl() {
  std::vector<std::string> found;
  for (const std::string& header : files_under(in_build("stock/include"), ".h"))
    if (!header.starts_with("bits/") && !header.starts_with("under/") && header != "tgmath.h")
      found.push_back(header);
  return found;
}

// Returns the public functions and objects that stock musl defines.
Names symbols_of_musl() {
  Names found;
  for (const std::string& line :
       lines(Command{"readelf", "-sW", in_build("stock/lib/libc.a")}.run().out))
    if (const auto fields = words(line); fields.size() == 8 &&
                                         (fields[4] == "GLOBAL" || fields[4] == "WEAK") &&
                                         fields[5] == "DEFAULT" && fields[6] != "UND")
      found.insert(fields[7]);
  return found;
}

// Returns a source with a pointer to each name.
std::string pointers_to(const Names& names) {
  std::string source = "#define _GNU_SOURCE\n";
  for (const std::string& header : headers_of_musl()) source += "#include <" + header + ">\n";
  for (const std::string& name : names) source += "__typeof__(&" + name + ") points_to_" + name + ";\n";
  return source;
}

// Compiles a source to a library, with all types in its debug information. The options `extra` can add
// folders of headers, which are searched first. The folders after -idirafter are searched last: they
// have the kernel's headers, and in under/ musl's headers that nacre's headers of the same name include.
Output compile(const std::string& source, const std::string& library, const std::string& include,
               std::vector<std::string> extra = {}) {
  const std::string cc = in_sysroot("bin/nacre-gcc");
  return Command{cc,
                 "-w",
                 "-g",
                 "-gdwarf-4",
                 "-fPIC",
                 "-fno-builtin",
                 "-fno-eliminate-unused-debug-types",
                 "-shared",
                 "-nostdlib",
                 "-nostdinc"}
      .add(std::move(extra))
      .add({"-isystem", include, "-isystem",
            words(Command{cc, "-print-file-name=include"}.run().out).at(0), "-idirafter",
            in_sysroot("include"), "-idirafter", in_sysroot("include/under"),
            "-Wl,--unresolved-symbols=ignore-all", "-fmax-errors=0", "-o", library, "-x", "c", "-"})
      .input(source)
      .set("LC_ALL", "C")
      .run();
}

// The two libraries to compare. `source` has a pointer to each declared name. `stock` and `nacre` are
// the compiler's output for `source`, with the headers of stock musl and of nacre.
struct Libraries {
  Libraries() {
    all = symbols_of_musl();
    const std::string stock_include = in_build("stock/include");
    // Some names are declared by no public header. The compiler reports them, and they are left out.
    const Output compiled = compile(pointers_to(all), folder.path("all.so"), stock_include);
    declared = without(all, captures(compiled.err, "error: '([^']*)' undeclared"));
    source = pointers_to(declared);
    // nacre gives siginfo_t a tag of the same name, which changes neither its layout nor its name in
    // C++. abidiff reports the tag as a change of the type. So this copy of stock musl's header gets the
    // tag too.
    fs::copy(stock_include, folder.path("tagged"), fs::copy_options::recursive);
    write_file(folder.path("tagged/signal.h"),
               replaced(read_file(folder.path("tagged/signal.h")),
                        "typedef struct {\n#ifdef __SI_SWAP_ERRNO_CODE",
                        "typedef struct siginfo_t {\n#ifdef __SI_SWAP_ERRNO_CODE"));
    stock = compile(source, folder.path("stock.so"), folder.path("tagged"));
    nacre = compile(source, folder.path("nacre.so"), in_sysroot("include"));
  }
  const TemporaryFolder folder;
  Names all;       // the public names of stock musl
  Names declared;  // those that a public header declares
  std::string source;
  Output stock, nacre;
};

class TypesOfTheLibc : public testing::Test {
 protected:
  void SetUp() override {
    static std::string why;
    static const auto program = program_of_package("abidiff", "abigail-tools", why);
    if (program.empty()) GTEST_SKIP() << why;
    abidiff = program;
    static const Libraries made;
    libraries = &made;
  }
  // Compares a library with that of stock musl. Returns what abidiff reports, or an empty string if no
  // type changed. Additions are not changes.
  std::string changes(const std::string& library) const {
    // nacre defines these structures like the kernel, with named members where musl has padding.
    // tests/kernel/abi compares their layout with the kernel's.
    const std::string suppressed =
        folder.file("suppressed", "[suppress_type]\nname_regexp = ^(statx|sigcontext)$\n");
    const Output output =
        Command(abidiff)
            .add({"--suppressions", suppressed, "--no-added-syms", "--non-reachable-types",
                  libraries->folder.path("stock.so"), library})
            .run();
    const bool failed = (output.status & 3) != 0;  // abidiff's own failures
    const bool changed = matches(output.all(), "[1-9][0-9]* ([Rr]emoved|[Cc]hanged)");
    return failed || changed ? output.all() + "status " + std::to_string(output.status) : "";
  }
  std::vector<std::string> abidiff;
  const Libraries* libraries = nullptr;
  const TemporaryFolder folder;
};

// Libraries() must have found the text that it replaces in signal.h.
TEST_F(TypesOfTheLibc, CopyOfStockSignalHeaderHasTheTag) {
  EXPECT_TRUE(matches(read_file(libraries->folder.path("tagged/signal.h")), "struct siginfo_t \\{"));
}
TEST_F(TypesOfTheLibc, SourceCompilesWithStockHeaders) {
  EXPECT_EQ(libraries->stock.status, 0) << libraries->stock.err;
}
TEST_F(TypesOfTheLibc, NacresHeadersDeclareEachNameOfStockHeaders) {
  EXPECT_EQ(libraries->nacre.status, 0) << libraries->nacre.err;
}
TEST_F(TypesOfTheLibc, MoreThan1200NamesAreCompared) {
  EXPECT_GT(libraries->declared.size(), 1200U) << "of " << libraries->all.size() << " public names";
}
TEST_F(TypesOfTheLibc, AreThoseOfStockMusl) {
  EXPECT_EQ(changes(libraries->folder.path("nacre.so")), "");
}

// A change of a header, and what abidiff must report about it.
struct Fault {
  const char* name;
  const char* header;
  std::vector<std::pair<const char*, const char*>> edits;
  const char* message;
};
void PrintTo(const Fault& fault, std::ostream* stream) { *stream << fault.name; }

class TypesWithAFault : public TypesOfTheLibc, public testing::WithParamInterface<Fault> {};
TEST_P(TypesWithAFault, DifferFromStockMusl) {
  std::string header = read_file(in_build("stock/include/") + GetParam().header);
  for (const auto& [from, to] : GetParam().edits) header = replaced(header, from, to);
  folder.file(std::string("include/") + GetParam().header, header);
  const std::string library = folder.path("faulty.so");
  const Output compiled =
      compile(libraries->source, library, in_sysroot("include"), {"-isystem", folder.path("include")});
  ASSERT_EQ(compiled.status, 0) << compiled.err;
  const std::string found = changes(library);
  EXPECT_TRUE(matches(found, GetParam().message)) << found;
}
INSTANTIATE_TEST_SUITE_P(
    Injected, TypesWithAFault,
    testing::Values(
        Fault{"LargerStructure",
              "time.h",
              {{"struct tm {", "struct tm { long more;"}},
              "struct tm|type size changed"},
        Fault{"SwappedMembers",
              "time.h",
              {{"int tm_sec;", "int tm_swap;"},
               {"int tm_min;", "int tm_sec;"},
               {"int tm_swap;", "int tm_min;"}},
              "tm_"},
        Fault{"WiderResult",
              "stdlib.h",
              {{"\nint atoi (const char *);", "\nlong atoi (const char *);"}},
              "atoi"},
        Fault{"AnotherParameter",
              "string.h",
              {{"\nchar *strdup (const char *);", "\nchar *strdup (const char *, int);"}},
              "strdup"},
        Fault{"WiderObject", "time.h", {{"extern int daylight;", "extern long daylight;"}}, "daylight"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
