// SPDX-License-Identifier: MIT
// Tests the members of libc.a and the start files (crt1.o and others). Each must declare that it needs
// no executable stack. None may have:
// - a section that is writable and executable
// - thread-local storage
// - a guard of a local static variable that is initialized at run time
// - code that runs at program start or exit
#include "tests/libc/binaries/inject.hpp"

using namespace nacre::test;

namespace {

// The only member that may have a constructor. It reads the environment variable NACRE_RANDOM.
const char kMemberWithConstructor[] = "backend_choice.nacre.o";

Problems problems_of(const std::vector<ObjectFile>& files) {
  Problems problems;
  for (const ObjectFile& file : files) {
    bool has_note = false;
    const auto wrong = [&](const std::string& what) { problems.push_back(file.name + ": " + what); };
    for (const auto& [name, flags, size] : file.sections) {
      const auto has = [&](char flag) { return flags.find(flag) != flags.npos; };
      if (name == ".note.GNU-stack") {
        has_note = true;
        if (has('X')) wrong("wants an executable stack");
      }
      if (has('W') && has('X')) wrong(name + " is writable and executable");
      if (has('T')) wrong(name + " is thread-local storage");
      // The size of one pointer means one constructor.
      const bool is_permitted =
          file.name == kMemberWithConstructor && name == ".init_array" && (size == 4 || size == 8);
      for (const char* beginning : {".preinit_array", ".init_array", ".fini_array", ".ctors", ".dtors"})
        if (name.starts_with(beginning) && !is_permitted) wrong(name + " is run at start or end");
    }
    for (const Symbol& symbol : file.symbols)
      if (symbol.name.starts_with("_ZGV"))
        wrong(symbol.name + " guards a variable that is initialized at run time");
    if (!has_note) wrong("no .note.GNU-stack, so the linker makes the stack executable");
  }
  if (files.empty()) problems.push_back("no member to check");
  return problems;
}

TEST(LibcMembers, HaveNoCodeThatIsWritableOrRunsAtStart) {
  EXPECT_GT(libc_members().size(), 1000U);
  EXPECT_EQ(problems_of(libc_members()), Problems());
}

// Skips crtbegin*.o, crtend*.o, crtfastmath.o and crtprec*.o, which belong to gcc. The last two set the
// floating-point mode at start.
TEST(StartFiles, HaveNoCodeThatIsWritableOrRunsAtStart) {
  std::vector<std::string> paths;
  for (const std::string& name : files_under(in_sysroot("lib"), ".o"))
    if (name.find('/') == name.npos && name.find("crt") != name.npos && !name.starts_with("crtbegin") &&
        !name.starts_with("crtend") && !name.starts_with("crtprec") && name != "crtfastmath.o")
      paths.push_back(in_sysroot("lib/" + name));
  EXPECT_EQ(problems_of(read_objects(paths)), Problems());
}

class LibcMemberWithAFault : public Injection {
 protected:
  Problems problems(const std::string& text, const std::string& language,
                    const std::vector<std::string>& options = {}) const {
    return problems_of(read_objects({archive(text, language, options)}));
  }
};
// Declares that the object needs no executable stack, so the injected fault is the only one.
const std::string kNote = ".section .note.GNU-stack,\"\",@progbits\n";
const std::string kConstructor =
    "__attribute__((constructor)) static void f(void) { __asm__ volatile(\"\"); }\n";

TEST_F(LibcMemberWithAFault, MemberWithoutFaultPasses) {
  EXPECT_EQ(problems("int more(void) { return 1; }", "c", {"-O2"}), Problems());
}
TEST_F(LibcMemberWithAFault, ExecutableStackIsFound) {
  EXPECT_TRUE(finds(problems(".section .note.GNU-stack,\"x\",@progbits", "assembler"),
                    "injected.o: wants an executable stack"));
}
TEST_F(LibcMemberWithAFault, AssemblyWithoutANoteIsFound) {
  EXPECT_TRUE(finds(problems(".text; nop", "assembler"), "injected.o: no .note.GNU-stack"));
}
TEST_F(LibcMemberWithAFault, WritableAndExecutableSectionIsFound) {
  EXPECT_TRUE(finds(problems(kNote + ".section .odd,\"awx\",@progbits; nop", "assembler"),
                    "injected.o: .odd is writable and executable"));
}
TEST_F(LibcMemberWithAFault, ThreadStorageIsFound) {
  EXPECT_TRUE(finds(problems("__thread int x;", "c"), "injected.o: .tbss is thread-local storage"));
}
TEST_F(LibcMemberWithAFault, ConstructorIsFound) {
  EXPECT_TRUE(finds(problems(kConstructor, "c"), "injected.o: .init_array.* is run"));
}
TEST_F(LibcMemberWithAFault, DestructorIsFound) {
  EXPECT_TRUE(finds(problems(replaced(kConstructor, "constructor", "destructor"), "c"),
                    "injected.o: .fini_array.* is run"));
}
TEST_F(LibcMemberWithAFault, GuardedVariableIsFound) {
  EXPECT_TRUE(finds(problems("int make(); int get() { static int x = make(); return x; }", "c++"),
                    "injected.o: _ZGV.* guards"));
}
TEST_F(LibcMemberWithAFault, SecondConstructorIsFoundWhereOneIsPermitted) {
  const std::string text = kConstructor + replaced(kConstructor, " f(", " g(");
  compile(text, "c", {}, kMemberWithConstructor);
  const std::string file = folder.path("two.a");
  ASSERT_TRUE(succeeds(Command{"ar", "rc", file, folder.path(kMemberWithConstructor)}));
  EXPECT_TRUE(finds(problems_of(read_objects({file})), "backend_choice.nacre.o: .init_array is run"));
}

}  // namespace
