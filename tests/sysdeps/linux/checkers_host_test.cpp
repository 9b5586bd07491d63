// SPDX-License-Identifier: MIT
// Tests the disassembly checkers (disassembly.hpp) of all architectures, on any machine. Each case adds
// instructions to the text of a short correct function. The checker must report them if they are not
// permitted.
#include "tests/sysdeps/linux/checkers.hpp"

#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// The instructions of a correct function. It saves a general register, loads a vector register and
// stores it, clears all vector registers and returns.
struct Function {
  // Up to the load.
  std::vector<std::string> before;
  // The store, then one instruction that clears each vector register, then two instructions that restore
  // the general register and return.
  std::vector<std::string> after;
};

std::vector<std::string> for_each_register(int count, const std::function<std::string(int)>& clear) {
  std::vector<std::string> instructions;
  for (int number = 0; number < count; ++number) instructions.push_back(clear(number));
  return instructions;
}

Function function_of(const std::string& arch) {
  using std::to_string;
  Function one;
  std::vector<std::string> clear, end;
  if (arch == "x86_64") {
    one = {{"push   %rbx", "movdqu (%rdi),%xmm0"}, {"movups %xmm0,(%rdx)"}};
    clear = for_each_register(
        16, [](int n) { return "pxor   %xmm" + to_string(n) + ",%xmm" + to_string(n); });
    end = {"pop    %rbx", "ret"};
  } else if (arch == "aarch64") {
    one = {{"stp\tx29, x30, [sp, #-16]!", "ldr\tq0, [x0]"}, {"str\tq0, [x2]"}};
    clear = for_each_register(32, [](int n) { return "movi\tv" + to_string(n) + ".2d, #0x0"; });
    end = {"ldp\tx29, x30, [sp], #16", "ret"};
  } else if (arch == "powerpc64") {
    one = {{"std     r31,-8(r1)", "lxvd2x  vs0,0,r3"}, {"stxvd2x vs0,0,r5"}};
    clear = for_each_register(64, [](int n) {
      const std::string name = n < 32 ? "vs" + to_string(n) : "v" + to_string(n - 32);
      return (n < 32 ? "xxlxor  " : "vxor    ") + name + "," + name + "," + name;
    });
    end = {"ld      r31,-8(r1)", "blr"};
  } else {
    one = {{"stmg\t%r6,%r15,48(%r15)", "vl\t%v0,0(%r2),3"}, {"vst\t%v0,0(%r4),3"}};
    clear = for_each_register(32, [](int n) { return "vzero\t%v" + to_string(n); });
    end = {"lmg\t%r6,%r15,48(%r15)", "br\t%r14"};
  }
  one.after.insert(one.after.end(), clear.begin(), clear.end());
  one.after.insert(one.after.end(), end.begin(), end.end());
  return one;
}

// Returns the problems that the checker finds in these instructions, which have the form of objdump's
// output.
std::vector<std::string> problems_of(const std::string& arch,
                                     const std::vector<std::string>& instructions) {
  std::string text = "0000000000000000 <expand>:\n";
  int address = 0;
  for (const std::string& instruction : instructions)
    text += "  " + std::to_string(address++) + ":\t" + instruction + "\n";
  return check_disassembly(text, checker_of(arch, "")).problems;
}
std::vector<std::string> problems_with(const std::string& arch,
                                       const std::vector<std::string>& injected) {
  Function function = function_of(arch);
  std::vector<std::string> all = function.before;
  all.insert(all.end(), injected.begin(), injected.end());
  all.insert(all.end(), function.after.begin(), function.after.end());
  return problems_of(arch, all);
}

struct Case {
  std::string arch;
  std::vector<std::string> injected;  // added between the load and the store
  std::string problem;                // the expected report; empty if the instructions are permitted
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.arch << ": " << join(one.injected, "; ");
}

const std::vector<Case> kCases = {
    {"x86_64", {"paddd  %xmm1,%xmm0"}, ""},
    {"x86_64", {"jne    10 <expand+0x10>"}, ""},
    {"x86_64", {"movaps %xmm0,0x8(%rsp)"}, "a store to the stack"},
    {"x86_64", {"movaps %xmm0,0x0(%rip)        # 1f <kept>"}, "a store to a variable of the libc"},
    {"x86_64", {"movaps %xmm0,%fs:0x10"}, "a store to a variable of the libc"},
    {"x86_64", {"mov    %al,(%rdx)"}, "a store of other data than a whole vector"},
    {"x86_64", {"pextrd $0x1,%xmm0,(%rdx)"}, "a store of other data than a whole vector"},
    {"x86_64", {"cmpxchg %ecx,(%rdx)"}, "a store of other data than a whole vector"},
    {"x86_64", {"lea    -0x20(%rsp),%rax"}, "computes an address on the stack"},
    {"x86_64", {"mov    %rsp,%rax"}, "computes an address on the stack"},
    {"x86_64", {"mov    0x8(%rsp),%rax"}, "reads the stack"},
    {"x86_64", {"push   %rax"}, "a push"},
    {"x86_64", {"call   *%rdx"}, "a call"},
    {"x86_64", {"jmp    40 <other>"}, "leaves the function"},
    {"x86_64", {"ret"}, "returns with vector register 0"},
    {"x86_64",
     {"vmovdqu (%rdi),%ymm1"},
     "returns with vector register 0"},  // pxor clears only the lower half of a ymm register
    {"aarch64", {"add\tv0.4s, v0.4s, v1.4s"}, ""},
    {"aarch64", {"b.ne\t10 <expand+0x10>  // b.any"}, ""},
    {"aarch64", {"str\tq0, [sp, #16]"}, "a store to the stack"},
    {"aarch64", {"mov\tx3, sp"}, "computes an address on the stack"},
    {"aarch64", {"mov\tx3, sp", "str\tq0, [x3]"}, "a store to the stack"},
    {"aarch64", {"adrp\tx3, 0 <expand>", "str\tq0, [x3]"}, "a store to a variable of the libc"},
    {"aarch64",
     {"adrp\tx3, 0 <expand>", "add\tx4, x3, #0x10", "str\tq0, [x4]"},
     "a store to a variable of the libc"},
    {"aarch64", {"strb\tw3, [x2]"}, "a store of other data than a whole vector"},
    {"aarch64", {"str\td0, [x2]"}, "a store of other data than a whole vector"},
    {"aarch64", {"ldr\tq1, [sp]"}, "reads the stack"},
    {"aarch64", {"blr\tx3"}, "a call"},
    {"aarch64", {"b\t40 <other>"}, "leaves the function"},
    {"aarch64", {"ret"}, "returns with vector register 0"},
    {"powerpc64", {"vadduwm v0,v0,v1"}, ""},
    {"powerpc64", {"bdnz    10 <expand+0x10>"}, ""},
    {"powerpc64", {"stxvd2x vs0,0,r1"}, "a store to the stack"},
    {"powerpc64", {"addi    r6,r1,16"}, "computes an address on the stack"},
    {"powerpc64", {"addi    r6,r1,16", "stxvd2x vs0,0,r6"}, "a store to the stack"},
    {"powerpc64", {"addis   r6,r2,0", "stxvd2x vs0,0,r6"}, "a store to a variable of the libc"},
    {"powerpc64", {"stb     r6,0(r5)"}, "a store of other data than a whole vector"},
    {"powerpc64", {"stfd    f0,0(r5)"}, "a store of other data than a whole vector"},
    {"powerpc64", {"mfvsrd  r6,vs0"}, "moves a word of a vector to a general register"},
    {"powerpc64", {"lwz     r6,0(r3)"}, "loads a word into a general register"},
    {"powerpc64", {"lxvd2x  vs0,0,r1"}, "reads the stack"},
    {"powerpc64", {"bctrl"}, "a call"},
    {"powerpc64", {"b       40 <other>"}, "leaves the function"},
    {"powerpc64", {"blr"}, "returns with vector register 0"},
    {"powerpc64", {"beqlr"}, "returns with vector register 0"},
    {"s390x", {"vaf\t%v0,%v0,%v1"}, ""},
    {"s390x", {"jne\t10 <expand+0x10>"}, ""},
    {"s390x", {"vst\t%v0,160(%r15),3"}, "a store to the stack"},
    {"s390x", {"la\t%r6,160(%r15)"}, "computes an address on the stack"},
    {"s390x", {"la\t%r6,160(%r15)", "vst\t%v0,0(%r6),3"}, "a store to the stack"},
    {"s390x", {"larl\t%r6,0 <expand>", "vst\t%v0,0(%r6),3"}, "a store to a variable of the libc"},
    {"s390x", {"stc\t%r6,0(%r4)"}, "a store of other data than a whole vector"},
    {"s390x", {"vsteg\t%v0,0(%r4),0"}, "a store of other data than a whole vector"},
    {"s390x", {"std\t%f8,160(%r15)"}, "a store to the stack"},
    {"s390x", {"vlgvg\t%r6,%v0,0"}, "moves a word of a vector to a general register"},
    {"s390x", {"lg\t%r6,0(%r2)"}, "loads a word into a general register"},
    {"s390x", {"vl\t%v0,160(%r15),3"}, "reads the stack"},
    {"s390x", {"basr\t%r14,%r6"}, "a call"},
    {"s390x", {"j\t40 <other>"}, "leaves the function"},
    {"s390x", {"br\t%r14"}, "returns with vector register 0"},
};

class DisassemblyChecker : public testing::TestWithParam<Case> {};
TEST_P(DisassemblyChecker, ReportsOnlyWhatIsNotPermitted) {
  const std::vector<std::string> problems = problems_with(GetParam().arch, GetParam().injected);
  if (GetParam().problem.empty())
    EXPECT_EQ(problems, std::vector<std::string>());
  else
    EXPECT_TRUE(matches(join(problems, "\n"), "^expand: " + GetParam().problem)) << join(problems, "\n");
}
INSTANTIATE_TEST_SUITE_P(Of, DisassemblyChecker, testing::ValuesIn(kCases), [](const auto& info) {
  return info.param.arch + "_" + std::to_string(info.index);
});

class DisassemblyCheckerOf : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Arch, DisassemblyCheckerOf,
                         testing::Values("x86_64", "aarch64", "powerpc64", "s390x"), by_text);

TEST_P(DisassemblyCheckerOf, AcceptsACorrectFunction) {
  EXPECT_EQ(problems_with(GetParam(), {}), std::vector<std::string>());
}
TEST_P(DisassemblyCheckerOf, FindsEachRegisterThatIsNotCleared) {
  const Function function = function_of(GetParam());
  // Leaves out one instruction that clears a register at a time.
  for (size_t missing = 1; missing + 2 < function.after.size(); ++missing) {
    std::vector<std::string> all = function.before;
    for (size_t i = 0; i < function.after.size(); ++i)
      if (i != missing) all.push_back(function.after[i]);
    EXPECT_TRUE(matches(join(problems_of(GetParam(), all), "\n"),
                        "returns with vector register " + std::to_string(missing - 1) + " "))
        << function.after[missing];
  }
}
TEST_P(DisassemblyCheckerOf, FindsAFunctionThatNeverReturns) {
  Function function = function_of(GetParam());
  function.before.push_back(function.after[0]);
  EXPECT_EQ(problems_of(GetParam(), function.before), std::vector<std::string>{"expand: never returns"});
}
TEST_P(DisassemblyCheckerOf, ReportsThatThereIsNothingToCheck) {
  EXPECT_EQ(problems_of(GetParam(), {"nop"}),
            std::vector<std::string>{"no function with vectors to check"});
}

}  // namespace
