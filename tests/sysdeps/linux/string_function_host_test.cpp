// SPDX-License-Identifier: MIT
// Tests the machine code of the string functions. A processor must not reach an instruction that it does
// not have: each function for AVX-512 or AVX2 begins with a comparison that avoids it, the objects for
// AVX2 use no registers of AVX-512, and those for SSE2 contain no AVX instructions. Also, each function
// that needs VZEROUPPER must execute it.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/string_functions.hpp"

using namespace nacre::test;

namespace {

std::string disassembly(const std::string& object) {
  return Command{"objdump", "-d", "-r", "--no-show-raw-insn", in_build(object)}.run().out;
}
// The values of sys::StringBackend, as objdump prints them.
constexpr char kAvx2[] = "0x2", kAvx512[] = "0x3";
// Returns whether the function compares string_backend with `backend`, and jumps away if it is another
// one. Only moves, pushes and simple arithmetic may come before. `symbol` is a regular expression.
bool begins_with_choice(const std::string& text, const std::string& symbol, const std::string& backend) {
  return matches(text, "<" + symbol + ">:\n([^\n]*\t(mov|push|sub|and|lea) [^\n]*\n)*[^\n]*\tcmpb +\\$" +
                           backend + ",[^\n]*\n[^\n]*string_backend[^\n]*\n[^\n]*\tjne ");
}
bool has_vex_instruction(const std::string& text) { return matches(text, "\tv[a-z0-9]+ "); }
// The registers that only AVX-512 has: 16 to 31, 64-byte registers and mask registers.
bool has_avx512_register(const std::string& text) {
  return matches(text, "%([xy]mm(1[6-9]|2[0-9]|3[01])|zmm[0-9]+|k[0-7])([^0-9a-z]|\n)");
}
// A function that changes the upper halves of the registers 0 to 15 must execute VZEROUPPER before it
// returns. Otherwise, later SSE instructions are slow.
bool changes_upper_halves(const std::string& text) {
  return matches(text, "%[yz]mm([0-9]|1[0-5])([^0-9]|\n)");
}

class StringFunctionCode : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (setting("ARCH") != "x86_64")
      GTEST_SKIP() << "this architecture has one version of each function";
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(StringFunctionCode);

TEST_P(StringFunctionCode, BeginsWithTheChoice) {
  EXPECT_TRUE(begins_with_choice(disassembly("obj/libc/string/" + GetParam() + ".nacre.o"),
                                 "(__)?" + GetParam(), kAvx512));
  EXPECT_TRUE(begins_with_choice(disassembly("obj/string_avx2/" + GetParam() + "_avx2.nacre.o"),
                                 "_ZN5nacre6string4avx2[0-9]+(__)?" + GetParam() + "E[^>]*", kAvx2));
}
TEST_P(StringFunctionCode, NeedsNoVzeroupperForAvx512) {
  const std::string text = disassembly("obj/libc/string/" + GetParam() + ".nacre.o");
  EXPECT_TRUE(has_avx512_register(text));
  EXPECT_FALSE(changes_upper_halves(text));
}
TEST_P(StringFunctionCode, HasNoAvx512RegisterForAvx2) {
  const std::string text = disassembly("obj/string_avx2/" + GetParam() + "_avx2.nacre.o");
  EXPECT_TRUE(has_vex_instruction(text));
  EXPECT_FALSE(has_avx512_register(text));
  EXPECT_EQ(changes_upper_halves(text), matches(text, "\tvzeroupper"));
}
TEST_P(StringFunctionCode, HasNoAvxInstructionForSse2) {
  const std::string text = disassembly("obj/string_sse2/" + GetParam() + "_sse2.nacre.o");
  EXPECT_TRUE(matches(text, "\tret"));
  EXPECT_FALSE(has_vex_instruction(text));
}
// If two objects defined the same inline function, the linker would keep only one of them, and that
// might be one whose instructions the processor does not have.
TEST_P(StringFunctionCode, SharesNoFunctionWithOtherObjects) {
  for (const std::string& object :
       {"obj/libc/string/" + GetParam() + ".nacre.o", "obj/string_avx2/" + GetParam() + "_avx2.nacre.o",
        "obj/string_sse2/" + GetParam() + "_sse2.nacre.o"}) {
    const std::string symbols = Command{"nm", in_build(object)}.run().out;
    EXPECT_FALSE(matches(symbols, " [WV] _Z")) << symbols;
  }
}
INSTANTIATE_TEST_SUITE_P(, StringFunctionCode, testing::ValuesIn(string_functions_with_vectors()),
                         by_text);

// Shows that the checks find a fault.
TEST(StringFunctionCheck, FindsInstructionsBeforeTheChoice) {
  const std::string choice =
      "0 <strlen>:\n   0:\tcmpb   $0x2,0x0(%rip)\n\t2: nacre::string_backend\n   7:\tjne   e0\n";
  EXPECT_TRUE(begins_with_choice(choice, "strlen", kAvx2));
  EXPECT_FALSE(begins_with_choice(choice, "strlen", kAvx512));
  EXPECT_FALSE(begins_with_choice(replaced(choice, "\tcmpb", "\tvpxor %xmm0,%xmm0,%xmm0\n  3:\tcmpb"),
                                  "strlen", kAvx2));
  EXPECT_TRUE(has_vex_instruction("  0:\tvpxor  %xmm0,%xmm0,%xmm0\n"));
  EXPECT_FALSE(has_vex_instruction("  0:\tpxor  %xmm0,%xmm0\n"));
  EXPECT_TRUE(has_avx512_register("  0:\tvpxorq %ymm1,%ymm1,%ymm16\n"));
  EXPECT_TRUE(has_avx512_register("  0:\tkmovd  %k0,%eax\n"));
  EXPECT_FALSE(has_avx512_register("  0:\tvpxor  %ymm1,%ymm1,%ymm15\n"));
  EXPECT_TRUE(changes_upper_halves("  0:\tvmovdqu (%rdi),%ymm15\n"));
  EXPECT_FALSE(changes_upper_halves("  0:\tvmovdqu64 (%rdi),%ymm16\n"));
}

}  // namespace
