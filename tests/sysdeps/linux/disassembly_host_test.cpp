// SPDX-License-Identifier: MIT
// Tests the machine code of the ChaCha20 backends. The code must not leave a key, or values computed
// from the key, in memory or in registers. Only the output may be stored (hazard key-outlives-draw in
// libc/random/HAZARDS.md). The backends are compiled by gcc, and on x86_64 also by clang, disassembled
// and checked. Faults are injected, and the check must find each.
#include <gtest/gtest.h>

#include <map>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"
#include "tests/sysdeps/linux/checkers.hpp"

using namespace nacre::test;

namespace {

std::string arch() { return setting("ARCH"); }
std::string folder_of_arch() { return "sysdeps/linux/" + arch(); }

// The names of the architecture's backends.
std::vector<std::string> backends() {
  std::vector<std::string> names;
  if (!exists(in_source(folder_of_arch()))) return names;
  for (const std::string& file : files_under(in_source(folder_of_arch()), ".cpp"))
    if (file.starts_with("chacha20_"))
      names.push_back(file.substr(9, file.size() - 9 - std::string(".cpp").size()));
  return names;
}
std::vector<std::string> compilers() {
  if (arch() == "x86_64") return {"g++", "clang++"};
  return {setting("CROSS") + "g++"};
}

struct Fault {
  std::string name, file, from, to, pattern;
};
// Most faults are inserted after the statement kPlace. There, vector registers contain the output.
const std::string kCipher = "support/chacha20.hpp", kPlace = "Place now = place;";

// Faults for every backend. Columns: name, source file, text to replace, replacement, regular expression
// for the expected report. In the names, Row is a vector register of the cipher
// (Lanes::Row).
const std::vector<Fault> kFaults = {
    {"RowOnTheStack", kCipher, kPlace, kPlace + " volatile typename Lanes::Row spilled; spilled = a_;",
     "a store to the stack"},
    {"RowInAVariableOfTheLibc", kCipher, kPlace,
     kPlace +
         " static typename Lanes::Row kept; *const_cast<volatile typename Lanes::Row*>(&kept) = a_;",
     "a store to a variable of the libc"},
    {"Call", kCipher, kPlace, kPlace + " reinterpret_cast<void (*)()>(place.out)();",
     "a call|leaves the function"},
    {"WordOfTheKeyStored", kCipher, kPlace, kPlace + " *place.out = *stream.key;",
     "a store of other data"},
    {"ReturnWithoutClearing", kCipher, "Lanes::clear();", "", "returns with vector register"},
};
// More faults for each backend of x86_64, with the same columns.
const std::map<std::string, std::vector<Fault>> kFaultsOfX86 = {
    {"sse2",
     {{"Push", kCipher, kPlace, kPlace + " __asm__ volatile(\"push %0\" : : \"r\"(place.length));",
       "a push"}}},
    {"avx2",
     {{"RowOnTheStackByAnotherRegister", kCipher, kPlace,
       kPlace + " __asm__ volatile(\"lea -32(%%rsp), %%rax; vmovups %0, (%%rax)\" : : \"x\"(a_) : "
                "\"rax\", \"memory\");",
       "computes an address on the stack"},
      {"OnlyLowerHalvesCleared", "sysdeps/linux/x86_64/avx2_lanes.hpp", "\"vzeroall\"",
       "\"pxor %%xmm0, %%xmm0\"", "returns with vector register 0"}}},
    {"avx512",
     {{"CallInAssembly", kCipher, kPlace,
       kPlace + " __asm__ volatile(\"call *%0\" : : \"r\"(place.out));", "a call|leaves the function"},
      {"WordOfTheKeyOnTheStackBeforeFirstVector", kCipher, "KeyStream stream{key, start, 0};",
       "KeyStream stream{key, start, 0}; volatile unsigned char word; word = *key;",
       "a store to the stack"},
      {"UpperRegisterNotCleared", "sysdeps/linux/x86_64/avx512_lanes.hpp",
       "\"vpxord %%zmm17, %%zmm17, %%zmm17\\n\\t\"", "", "returns with vector register 17"}}}};

struct Case {
  std::string compiler, backend;
  Fault fault;  // no fault is injected if its name is empty
};
void PrintTo(const Case& one, std::ostream* out) {
  *out << one.compiler << " " << one.backend << " " << one.fault.name;
}
constexpr auto by_case = [](const auto& info) {
  const Case& one = info.param;
  return instance_name(one.compiler + "_" + one.backend + "_" + one.fault.name, info.index);
};

std::vector<Case> cases_without_fault() {
  std::vector<Case> cases;
  for (const std::string& compiler : compilers())
    for (const std::string& backend : backends()) cases.push_back({compiler, backend, {}});
  return cases;
}
std::vector<Case> cases_with_fault() {
  std::vector<Case> cases;
  for (const Case& one : cases_without_fault()) {
    for (const Fault& fault : kFaults) cases.push_back({one.compiler, one.backend, fault});
    const auto more = kFaultsOfX86.find(one.backend);
    if (more != kFaultsOfX86.end())
      for (const Fault& fault : more->second) cases.push_back({one.compiler, one.backend, fault});
  }
  return cases;
}

Findings check(const std::string& backend, const std::string& object) {
  const Output output = Command{setting("CROSS") + "objdump", "-d", "--no-show-raw-insn", object}.run();
  EXPECT_EQ(output.status, 0) << output.all();
  return check_disassembly(output.out, checker_of(arch(), backend));
}

class BackendDisassembly : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (find_program(GetParam().compiler).empty())
      GTEST_SKIP() << "there is no " << GetParam().compiler << " on this machine";
  }
  // Compiles the backend and checks its object. Headers in the folder `changed` replace those of the
  // source.
  Findings compile_and_check(const std::string& changed = "") const {
    Command command{GetParam().compiler};
    if (!changed.empty()) command.add({"-I" + changed, "-I" + changed + "/" + folder_of_arch()});
    for (const std::string& flag : words(read_file(in_build("tests/libc-flags"))))
      command.add(
          {flag.find("@SOURCE@") == flag.npos ? flag : replaced(flag, "@SOURCE@", in_source("."))});
    const std::string object = folder.path("backend.o");
    const bool compiles = static_cast<bool>(
        succeeds(command
                     .add({"-w", "-c", "-o", object,
                           in_source(folder_of_arch() + "/chacha20_" + GetParam().backend + ".cpp")})
                     .in(in_build("."))));
    EXPECT_TRUE(compiles) << command.text();
    return check(GetParam().backend, object);
  }
  const TemporaryFolder folder;
};

class Disassembly : public BackendDisassembly {};
TEST_P(Disassembly, HasTheKeyInRegistersOnly) {
  const Findings findings = compile_and_check();
  EXPECT_EQ(findings.problems, std::vector<std::string>());
  EXPECT_EQ(findings.functions.size(), 1U) << "the backend must be inlined into one function";
}
INSTANTIATE_TEST_SUITE_P(Of, Disassembly, testing::ValuesIn(cases_without_fault()), by_case);

class DisassemblyFault : public BackendDisassembly {};
TEST_P(DisassemblyFault, IsFound) {
  const Fault& fault = GetParam().fault;
  folder.file("changed/" + fault.file, replaced(read_file(in_source(fault.file)), fault.from, fault.to));
  const std::vector<std::string> problems = compile_and_check(folder.path("changed")).problems;
  EXPECT_TRUE(matches(join(problems, "\n"), fault.pattern)) << join(problems, "\n");
}
INSTANTIATE_TEST_SUITE_P(Of, DisassemblyFault, testing::ValuesIn(cases_with_fault()), by_case);

// Checks the objects in libc.a, which programs are linked with.
class DisassemblyOfLibc : public testing::TestWithParam<std::string> {};
TEST_P(DisassemblyOfLibc, HasTheKeyInRegistersOnly) {
  const TemporaryFolder folder;
  const std::string member = "chacha20_" + GetParam() + ".nacre.o";
  ASSERT_TRUE(succeeds(
      Command{setting("CROSS") + "ar", "x", in_sysroot("lib/libc.a"), member}.in(folder.path())));
  EXPECT_EQ(check(GetParam(), folder.path(member)).problems, std::vector<std::string>());
}
INSTANTIATE_TEST_SUITE_P(Of, DisassemblyOfLibc, testing::ValuesIn(backends()), by_text);

// An architecture without vector backends has no cases.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Disassembly);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DisassemblyFault);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DisassemblyOfLibc);

// The tests above need at least one case if the architecture has a backend.
TEST(DisassemblyBackends, AreFound) {
  if (!checker_of(arch(), "")) GTEST_SKIP() << "nacre has no ChaCha20 backend for " << arch();
  EXPECT_GT(backends().size(), 0U);
}

}  // namespace
