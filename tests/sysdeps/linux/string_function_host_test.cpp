// SPDX-License-Identifier: MIT
// Tests the machine code of the string functions. A processor without AVX2 must not reach an AVX2
// instruction: each public function begins with the comparison that leads away from them, and the
// objects for SSE2 contain none.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/string_functions.hpp"

using namespace nacre::test;

namespace {

std::string disassembly(const std::string& object) {
  return Command{"objdump", "-d", "-r", "--no-show-raw-insn", in_build(object)}.run().out;
}
// Returns whether the function that begins a disassembly compares the backend and jumps away. Only
// moves and pushes may come before.
bool begins_with_choice(const std::string& text) {
  return matches(text,
                 ">:\n([^\n]*\t(mov|push|sub|and|lea) [^\n]*\n)*[^\n]*\tcmpb "
                 "+\\$0x1,[^\n]*\n[^\n]*string_backend[^\n]*\n"
                 "[^\n]*\tjbe ");
}
bool has_vex_instruction(const std::string& text) { return matches(text, "\tv[a-z0-9]+ "); }

class StringFunctionCode : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (setting("ARCH") != "x86_64")
      GTEST_SKIP() << "this architecture has one version of each function";
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StringFunctionCode);

TEST_P(StringFunctionCode, BeginsWithTheChoice) {
  EXPECT_TRUE(begins_with_choice(disassembly("obj/libc/string/" + GetParam() + ".nacre.o")));
}
TEST_P(StringFunctionCode, HasNoAvxInstructionForSse2) {
  const std::string text = disassembly("obj/string_sse2/" + GetParam() + "_sse2.nacre.o");
  EXPECT_TRUE(matches(text, "\tret"));
  EXPECT_FALSE(has_vex_instruction(text));
}
// If two objects defined the same inline function, the linker would keep only one of them, and that
// might be the one with AVX2 instructions.
TEST_P(StringFunctionCode, SharesNoFunctionWithOtherObjects) {
  for (const std::string& object : {"obj/libc/string/" + GetParam() + ".nacre.o",
                                    "obj/string_sse2/" + GetParam() + "_sse2.nacre.o"}) {
    const std::string symbols = Command{"nm", in_build(object)}.run().out;
    EXPECT_FALSE(matches(symbols, " [WV] _Z")) << symbols;
  }
}
INSTANTIATE_TEST_SUITE_P(, StringFunctionCode, testing::ValuesIn(string_functions()), by_text);

// Shows that the checks find a fault.
TEST(StringFunctionCheck, FindsInstructionsBeforeTheChoice) {
  const std::string choice =
      "0 <strlen>:\n   0:\tcmpb   $0x1,0x0(%rip)\n\t2: nacre::string_backend\n   7:\tjbe    e0\n";
  EXPECT_TRUE(begins_with_choice(choice));
  EXPECT_FALSE(begins_with_choice(replaced(choice, "\tcmpb", "\tvpxor %xmm0,%xmm0,%xmm0\n  3:\tcmpb")));
  EXPECT_TRUE(has_vex_instruction("  0:\tvpxor  %xmm0,%xmm0,%xmm0\n"));
  EXPECT_FALSE(has_vex_instruction("  0:\tpxor  %xmm0,%xmm0\n"));
}

}  // namespace
