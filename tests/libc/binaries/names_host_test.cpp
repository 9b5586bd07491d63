// SPDX-License-Identifier: MIT
// Tests the names that libc.a references and defines. Its undefined names must be in the file
// allowed-undefined-names. The objects of nacre's own sources must use no C++ runtime. Each name that
// they define must be documented, reserved, or a name of musl.
#include <regex>

#include "tests/libc/binaries/inject.hpp"

using namespace nacre::test;

namespace {

// Returns the names that the files reference and none of them defines.
Names undefined_in(const std::vector<ObjectFile>& files) {
  Names names, defined;
  for (const ObjectFile& file : files)
    for (const Symbol& symbol : file.symbols)
      if (symbol.is_global()) (symbol.is_defined() ? defined : names).insert(symbol.name);
  EXPECT_FALSE(defined.empty());
  return without(names, defined);
}

// Returns the names of a C++ runtime or of thread-local storage that the files reference, even if one of
// the files defines the name.
Names runtime_used_by(const std::vector<ObjectFile>& files) {
  static const std::regex runtime(
      "^(__cxa_|__gxx_|_Unwind_|__dso_handle|__tls_get_addr|__emutls|_Z(?!N?K?5nacre))");
  Names names;
  bool has_names = false;
  for (const ObjectFile& file : files)
    for (const Symbol& symbol : file.symbols) {
      has_names |= symbol.is_global();
      if (symbol.is_global() && !symbol.is_defined() && std::regex_search(symbol.name, runtime))
        names.insert(symbol.name);
    }
  EXPECT_TRUE(has_names);
  return names;
}

// Returns the names that nacre's objects must not define. A public name must have a manual page or
// replace a public name of musl. A hidden name must begin with __nacre_, be in the namespace nacre, or
// replace a hidden name of musl.
Names unreserved_in(const std::vector<ObjectFile>& files) {
  static const std::string stock = in_build("stock/lib/libc.a");
  static const Names of_musl = public_names({stock});
  static const std::regex reserved("^(__nacre_|_ZZ?N?K?5nacre)");
  static const Names hidden_in_musl = [] {
    Names names;
    for (const ObjectFile& file : read_objects({stock}))
      for (const Symbol& symbol : file.symbols)
        if (symbol.is_global() && symbol.is_defined() && symbol.visibility == "HIDDEN")
          names.insert(symbol.name);
    return names;
  }();
  Names names;
  int reserved_names = 0;
  for (const ObjectFile& file : files)
    for (const Symbol& symbol : file.symbols) {
      if (!symbol.is_global() || !symbol.is_defined()) continue;
      if (symbol.visibility != "HIDDEN") {
        if (!of_musl.count(symbol.name) && !documented().count(symbol.name)) names.insert(symbol.name);
      } else if (std::regex_search(symbol.name, reserved)) {
        ++reserved_names;
      } else if (!hidden_in_musl.count(symbol.name)) {
        names.insert(symbol.name + " (hidden)");
      }
    }
  EXPECT_GT(reserved_names, 0);
  return names;
}

TEST(LibcNames, UndefinedNamesAreListed) {
  EXPECT_EQ(without(undefined_in(libc_members()), may_be_undefined()), Names());
}
TEST(LibcNames, AllListedNamesAreUndefined) {
  EXPECT_EQ(without(may_be_undefined(), undefined_in(libc_members())), Names());
}
TEST(LibcNames, ObjectsOfNacreUseNoCxxRuntime) { EXPECT_EQ(runtime_used_by(nacre_members()), Names()); }
TEST(LibcNames, ObjectsOfNacreDefineNoUnreservedName) {
  EXPECT_EQ(unreserved_in(nacre_members()), Names());
}

class InjectedName : public Injection {
 protected:
  std::vector<ObjectFile> object(const std::string& text, const std::string& language,
                                 const std::vector<std::string>& options = {}) const {
    return read_objects({compile(text, language, options)});
  }
};

TEST_F(InjectedName, ObjectWithoutFaultPasses) {
  const auto good = object("int more(void) { return 1; }", "c", {"-O2"});
  EXPECT_EQ(runtime_used_by(good), Names());
  EXPECT_EQ(without(undefined_in(good), may_be_undefined()), Names());
}
TEST_F(InjectedName, UndefinedNameIsFound) {
  const auto faulty = object("int not_defined(void); int f(void) { return not_defined(); }", "c");
  EXPECT_EQ(without(undefined_in(faulty), may_be_undefined()), Names{"not_defined"});
}
TEST_F(InjectedName, ExceptionIsFound) {
  EXPECT_TRUE(runtime_used_by(object("void f() { throw 1; }", "c++")).count("__cxa_throw"));
}
TEST_F(InjectedName, OperatorNewIsFound) {
  const Names names = runtime_used_by(object("int* f() { return new int; }", "c++", {"-O0"}));
  EXPECT_TRUE(names.count("_Znwm") || names.count("_Znwj"));  // size_t is unsigned long or unsigned int
}
TEST_F(InjectedName, GuardOfALocalStaticVariableIsFound) {
  EXPECT_TRUE(
      runtime_used_by(object("int make(); int get() { static int x = make(); return x; }", "c++"))
          .count("__cxa_guard_acquire"));
}
TEST_F(InjectedName, DestructorAtExitIsFound) {
  const Names names = runtime_used_by(object("struct S { ~S(); }; S s;", "c++"));
  EXPECT_TRUE(names.count("__cxa_atexit") || names.count("__dso_handle"));
}
TEST_F(InjectedName, UnreservedNameIsFound) {
  std::vector<ObjectFile> files = nacre_members();
  files.push_back(object("int helper(void) { return 0; }", "c")[0]);
  EXPECT_EQ(unreserved_in(files), Names{"helper"});
}
TEST_F(InjectedName, CxxNameThatIsNotHiddenIsFound) {
  std::vector<ObjectFile> files = nacre_members();
  files.push_back(object("namespace nacre { int helper() { return 0; } }", "c++")[0]);
  EXPECT_EQ(unreserved_in(files), Names{"_ZN5nacre6helperEv"});
}

}  // namespace
