// SPDX-License-Identifier: MIT
// Tests the machine code of the mathematical functions. A processor must not reach an instruction that
// it does not have: each function for FMA or SSE4.1 begins with a comparison that avoids it, and jumps
// to a function that changes no register of an argument.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// The values of sys::MathBackend, as objdump prints them.
constexpr char kSse41[] = "0x2", kFma[] = "0x3";

struct Object {
  std::string name, path, backend;
};
void PrintTo(const Object& object, std::ostream* stream) { *stream << object.path; }

std::string disassembly(const std::string& path) {
  return Command{"objdump", "-d", "-r", "--no-show-raw-insn", in_build(path)}.run().out;
}
// Returns whether the function compares the backend first, and jumps away if it is a lower one. The
// code that is jumped to may only jump on, after it restored saved registers.
bool begins_with_choice(const std::string& text, const std::string& name, const std::string& backend) {
  const std::string before = "([^\n]*\t(push|sub) [^\n]*\n)*";
  return matches(text, "<" + name + ">:\n" + before + "[^\n]*\tcmpb +\\$" + backend +
                           ",[^\n]*\n[^\n]*__nacre_math_backend[^\n]*\n[^\n]*\tjb ") &&
         matches(text, "\tjmp [^\n]*\n[^\n]*(__nacre_other_" + name + "|text\\." + name + "_other)");
}
// Returns the lines of the function for other processors.
std::string other_function(const std::string& text, const std::string& name) {
  const size_t begin = text.find("<__nacre_other_" + name + ">:");
  return begin == std::string::npos ? "" : text.substr(begin, text.find("\n\n", begin) - begin);
}
bool has_vex_instruction(const std::string& text) { return matches(text, "\tv[a-z0-9]+ "); }

// The objects of all functions with several versions.
std::vector<Object> objects() {
  std::vector<Object> found;
  if (setting("ARCH") != "x86_64") return found;
  for (const std::string& file : files_under(in_build("obj/math"), ".o"))
    found.push_back({file.substr(0, file.find('_')), "obj/math/" + file,
                     file.find("_sse41.") != std::string::npos ? kSse41 : kFma});
  for (const std::string& file : files_under(in_build("obj/math_sse2"), ".o")) {
    const std::string name = file.substr(0, file.find('_'));
    found.push_back({name, "obj/libc/math/" + name + ".nacre.o", kFma});
  }
  return found;
}

TEST(MathFunctionCode, BeginsWithTheChoice) {
  if (setting("ARCH") != "x86_64") GTEST_SKIP() << "this architecture has one version of each function";
  EXPECT_GT(objects().size(), 35U);
  for (const Object& object : objects()) {
    const std::string text = disassembly(object.path);
    EXPECT_TRUE(begins_with_choice(text, object.name, object.backend)) << object.path;
    const std::string other = other_function(text, object.name);
    EXPECT_TRUE(matches(other, "jmp [^\n]*\n[^\n]*__nacre_choose_math")) << object.path;
    EXPECT_FALSE(matches(other, "xmm|%[re]?(di|si)")) << other;
  }
}
TEST(MathFunctionCode, HasNoAvxInstructionForOtherProcessors) {
  if (setting("ARCH") != "x86_64") GTEST_SKIP() << "this architecture has one version of each function";
  for (const Object& object : objects()) {
    if (object.backend == kSse41) {
      EXPECT_FALSE(has_vex_instruction(disassembly(object.path))) << object.path;
    } else {
      EXPECT_TRUE(has_vex_instruction(disassembly(object.path))) << object.path;
    }
  }
  for (const std::string& file : files_under(in_build("obj/math_sse2"), ".o"))
    EXPECT_FALSE(has_vex_instruction(disassembly("obj/math_sse2/" + file))) << file;
  EXPECT_FALSE(has_vex_instruction(disassembly("obj/libc/math/reduce_large.nacre.o")));
  EXPECT_FALSE(has_vex_instruction(disassembly("obj/sysdeps/linux/x86_64/math_backend.nacre.o")));
}

// Shows that the checks find a fault.
TEST(MathFunctionCheck, FindsInstructionsBeforeTheChoice) {
  const std::string text =
      "0 <exp>:\n   0:\tcmpb   $0x3,0x0(%rip)\n\t2: R_X86_64_PC32\t__nacre_math_backend-0x5\n   7:\tjb  "
      " "
      "e0\n  9:\tret\n  10:\tjmp 11\n\t10: R_X86_64_PLT32\t__nacre_other_exp-0x4\n";
  EXPECT_TRUE(begins_with_choice(text, "exp", kFma));
  EXPECT_FALSE(begins_with_choice(text, "exp", kSse41));
  EXPECT_FALSE(
      begins_with_choice(replaced(text, "\tcmpb", "\tvmovq %xmm0,%rax\n  3:\tcmpb"), "exp", kFma));
}

// The greatest errors of a sample of arguments. `make check-math` measures more.
TEST(MathAccuracy, OfASampleIsThatOfStockMusl) {
  if (!exists(in_build("tests/math-accuracy"))) GTEST_SKIP() << "this compiler has no libquadmath";
  const Output output = Command{in_build("tests/math-accuracy"), "20000", "1"}.run();
  EXPECT_EQ(output.status, 0) << output.all();
}

}  // namespace
