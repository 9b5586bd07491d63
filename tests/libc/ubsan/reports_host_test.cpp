// SPDX-License-Identifier: MIT
// Tests that each check of -fsanitize=undefined reports what happened and where. Each test is run with
// gcc and clang, in a static and in a dynamic program.
#include <gtest/gtest.h>

#include "tests/libc/ubsan/builds.hpp"

using namespace nacre::test;

namespace {

// An operation of kinds.c or kinds.cpp, and a regular expression for its report. `compiler` is empty if
// both compilers have the check.
struct Kind {
  const char *compiler, *name, *text;
};

const Kind kInC[] = {
    {"", "add",
     "signed integer overflow: (2147483647 \\+ 1|1 \\+ 2147483647) cannot be represented in type 'int'"},
    {"", "add64",
     "signed integer overflow: .*9223372036854775807.* cannot be represented in type 'long long( "
     "int)?'"},
    {"", "add128", "signed integer overflow: .*170141183460469231731687303715884105727"},
    {"", "sub", "signed integer overflow: -2147483648 - 1 cannot be represented in type 'int'"},
    {"", "mul",
     "signed integer overflow: (2147483647 \\* 100|100 \\* 2147483647) cannot be represented in type "
     "'int'"},
    {"", "negate", "negation of -2147483648 cannot be represented in type 'int'"},
    {"", "divide", "division by zero"},
    {"", "divide_minus_one", "division of -2147483648 by -1 cannot be represented in type 'int'"},
    {"", "remainder_zero", "division by zero"},
    {"", "shift_exponent", "shift exponent 100 is too large for 32-bit type 'int'"},
    {"", "shift_negative_exponent", "shift exponent -1 is negative"},
    {"", "shift_negative", "left shift of negative value -1"},
    {"", "shift_base", "left shift of 2147483647 by 2 places cannot be represented in type 'int'"},
    {"", "index_bound", "index 4 out of bounds for type 'int ?\\[4\\]'"},
    {"", "null_load", "load of null pointer of type 'int'"},
    {"", "null_store", "store to null pointer of type 'int'"},
    {"", "null_member", "member access within null pointer of type 'struct pair'"},
    {"", "misaligned",
     "load of misaligned address 0x[0-9a-f]+ for type 'int', which requires 4 byte alignment"},
    {"", "vla", "variable length array bound evaluates to non-positive value -1"},
    {"", "float_cast", "1e\\+30 is outside the range of representable values of type 'int'"},
    {"", "float_cast_single", "-1e\\+20 is outside the range of representable values of type 'int'"},
    {"", "float_divide", "division by zero"},
    {"", "invalid_bool", "load of value 2, which is not a valid value for type '_?[Bb]ool'"},
    {"", "unreachable", "execution reached an unreachable program point"},
    {"", "builtin_clz", "passing zero to clz\\(\\), which is not a valid argument"},
    {"", "builtin_ctz", "passing zero to ctz\\(\\), which is not a valid argument"},
    {"", "nonnull_return", "null pointer returned from function declared to never return null"},
    {"", "nonnull_argument", "null pointer passed as argument 1, which is declared to never be null"},
    {"", "pointer_overflow", "(pointer index expression with base|subtraction of unsigned offset)"},
    // gcc's check object-size also reports the load in index_bound.
    {"gcc", "index_bound",
     "load of address 0x[0-9a-f]+ with insufficient space for an object of type 'int'"},
    {"clang", "pointer_null_offset", "applying non-zero offset 100 to null pointer"},
    {"clang", "assume_aligned",
     "assumption of 32 byte alignment for pointer of type 'char \\*volatile' failed"},
    {"clang", "implicit_truncation",
     "implicit conversion from type 'int' of value 300 \\(32-bit, signed\\) to type 'unsigned char' "
     "changed the value to 44 \\(8-bit, unsigned\\)"},
    {"clang", "unsigned_wrap",
     "unsigned integer overflow: 0 - 1 cannot be represented in type 'unsigned int'"},
};
#define OTHER_TYPE "0x[0-9a-f]+ which does not point to an object of type '.*Derived'"
const Kind kInCxx[] = {
    {"", "member_call", "member call on address " OTHER_TYPE},
    {"", "no_vtable", "member access within address " OTHER_TYPE},
    {"", "downcast", "downcast of address " OTHER_TYPE},
    {"", "null_reference", "reference binding to null pointer of type 'int'"},
    {"", "null_call", "member call on null pointer of type"},
    {"", "invalid_enum", "load of value 7, which is not a valid value for type '.*Color'"},
    {"", "missing_return",
     "execution reached the end of a value-returning function without returning a value"},
    {"", "negative_array", "variable length array bound evaluates to non-positive value -1"},
    {"clang", "function",
     "call to function at 0x[0-9a-f]+ through pointer to incorrect function type 'int "
     "(\\(\\*\\))?\\(double, double\\)'"},
};

struct Case {
  std::string compiler, mode;
  bool is_cxx;
  Kind kind;
  std::string name() const { return compiler + "_" + mode + (is_cxx ? "_cxx_" : "_") + kind.name; }
};

// For programs that are only built, and for programs that do only valid operations.
const Kind kNone = {"", "none", ""}, kValid = {"", "valid", ""};

std::vector<Case> cases(const std::vector<Kind>& in_c, const std::vector<Kind>& in_cxx) {
  std::vector<Case> all;
  for (const char* compiler : {"gcc", "clang"})
    for (const char* mode : {"static", "dynamic"})
      for (const bool is_cxx : {false, true})
        for (const Kind& kind : is_cxx ? in_cxx : in_c)
          if (*kind.compiler == '\0' || kind.compiler == std::string(compiler))
            all.push_back({compiler, mode, is_cxx, kind});
  return all;
}

class UbsanKind : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    if (find_program(GetParam().compiler).empty())
      GTEST_SKIP() << "there is no " << GetParam().compiler << " on this machine";
    if (GetParam().is_cxx && setting("CXX_RUNTIME") != "yes")
      GTEST_SKIP() << "this build has no C++ library";
  }
  std::string program() const {
    return kinds_program(GetParam().compiler, GetParam().mode, GetParam().is_cxx);
  }
};
constexpr auto by_name = [](const auto& info) {
  return info.param.name() + "_" + std::to_string(info.index);
};

class UbsanReport : public UbsanKind {};
TEST_P(UbsanReport, SaysWhatAndWhere) {
  const Case& one = GetParam();
  EXPECT_TRUE(reports(program(), one.kind.name, one.is_cxx ? "kinds.cpp" : "kinds.c", one.kind.text));
}
INSTANTIATE_TEST_SUITE_P(Of, UbsanReport,
                         testing::ValuesIn(cases({std::begin(kInC), std::end(kInC)},
                                                 {std::begin(kInCxx), std::end(kInCxx)})),
                         by_name);

class UbsanProgram : public UbsanKind {};
TEST_P(UbsanProgram, IsBuilt) { EXPECT_TRUE(exists(program())); }
INSTANTIATE_TEST_SUITE_P(Of, UbsanProgram, testing::ValuesIn(cases({kNone}, {kNone})), by_name);

class UbsanValid : public UbsanKind {};
TEST_P(UbsanValid, OperationsAreNotReported) {
  const Output output = Command{program(), "valid"}.run();
  EXPECT_EQ(output.all(), "end\n");
}
INSTANTIATE_TEST_SUITE_P(Of, UbsanValid, testing::ValuesIn(cases({}, {kValid})), by_name);

}  // namespace
