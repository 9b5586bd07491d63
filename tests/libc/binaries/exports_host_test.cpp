// SPDX-License-Identifier: MIT
// Tests the names that libc.so exports: musl's public names and the functions with a manual page, and no
// others. Also tests that libc.so needs no other library, and has no memory that is writable and
// executable. Then the tests inject faults, which the checks must report.
#include "tests/libc/binaries/linked.hpp"
#include "tests/support/host/built.hpp"

using namespace nacre::test;

namespace {

// Returns the names with a manual page, the public names of stock (unpatched) musl's libc.a, and those
// of the loader, which is a part of libc.so only.
Names expected_exports() {
  std::vector<std::string> inputs = {in_build("stock/lib/libc.a")};
  for (const std::string& object : files_under(in_build("musl/obj/obj/ldso"), ".lo"))
    inputs.push_back(in_build("musl/obj/obj/ldso/" + object));
  Names names = public_names(inputs);
  names.insert(documented().begin(), documented().end());
  return names;
}

// Returns the exported names that are not expected, and the expected names that are not exported.
Problems wrong_exports(const std::string& library) {
  Names exported;
  for (const Symbol& symbol : dynamic_symbols(library))
    if (symbol.is_global() && symbol.is_defined())
      exported.insert(symbol.name.substr(0, symbol.name.find('@')));
  static const Names expected = expected_exports();
  EXPECT_GT(expected.size(), 1000U);
  Problems problems;
  for (const std::string& name : without(exported, expected))
    problems.push_back("exported without a manual page: " + name);
  for (const std::string& name : without(expected, exported))
    problems.push_back("not exported: " + name);
  return problems;
}

Problems undefined_names(const std::string& library) {
  const Output output = Command{"nm", "-D", "--undefined-only", library}.run();
  EXPECT_EQ(output.status, 0) << output.all();
  return lines(output.out);
}

class SharedLibc : public Injection {
 protected:
  void SetUp() override { SKIP_WITHOUT_SHARED(); }
  const std::string libc = in_sysroot("lib/libc.so");
};

// linked.hpp lists what is checked.
TEST_F(SharedLibc, HasNoForbiddenSegmentOrRelocation) {
  EXPECT_EQ(problems_of_linked(libc, Kind::kLibc), Problems());
}
TEST_F(SharedLibc, HasNoUndefinedName) { EXPECT_EQ(undefined_names(libc), Problems()); }
TEST_F(SharedLibc, ExportsNamesOfMuslAndThoseWithAManualPage) {
  EXPECT_EQ(wrong_exports(libc), Problems());
}

class SharedLibcWithAFault : public SharedLibc {
 protected:
  // Builds a library from `text`. The tests check this library instead of libc.so.
  std::string library(const std::string& text, const std::string& language,
                      const std::vector<std::string>& options = {}) const {
    const std::string file = folder.path("injected.so");
    EXPECT_TRUE(succeeds(Command{in_sysroot("bin/nacre-gcc"), "-shared", "-nostdlib",
                                 compile(text, language, {"-fPIC"}), "-o", file}
                             .add(options)));
    return file;
  }
};
TEST_F(SharedLibcWithAFault, CxxNameIsReported) {
  EXPECT_TRUE(finds(wrong_exports(library("namespace nacre { int extra() { return 0; } }", "c++")),
                    "exported without a manual page: _ZN5nacre5extraEv"));
}
TEST_F(SharedLibcWithAFault, MissingExportIsReported) {
  EXPECT_TRUE(finds(wrong_exports(library("int arc4random(void) { return 0; }", "c")),
                    "not exported: arc4random_buf"));
}
TEST_F(SharedLibcWithAFault, UndefinedNameIsReported) {
  EXPECT_TRUE(finds(undefined_names(library("int other(void); int f(void) { return other(); }", "c")),
                    "U other"));
}
TEST_F(SharedLibcWithAFault, ThreadLocalStorageIsReported) {
  EXPECT_TRUE(
      finds(problems_of_linked(library("__thread int x; int f(void) { return x; }", "c"), Kind::kLibc),
            "thread-local storage"));
}
TEST_F(SharedLibcWithAFault, NeededLibraryIsReported) {
  EXPECT_TRUE(finds(
      problems_of_linked(library("int f(void) { return 0; }", "c", {"-L" + in_sysroot("lib"), "-lc"}),
                         Kind::kLibc),
      "it needs the library"));
}

}  // namespace
