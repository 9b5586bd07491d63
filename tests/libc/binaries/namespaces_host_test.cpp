// SPDX-License-Identifier: MIT
// Tests that a function of a standard calls no function outside of this standard. A program may define
// a function with any name that its standard does not reserve. For example, a program in ISO C may
// define strnlen for a purpose of its own. If strstr called strnlen, it would call the program's
// function.
#include <map>

#include "tests/libc/binaries/inject.hpp"
#include "tests/support/host/standard_headers.hpp"

using namespace nacre::test;

namespace {

// Each standard contains those before it. `other` has all functions that are in none of them.
enum Standard { iso_c, posix, xsi, other };

// Returns the functions that the headers of a standard declare.
Names functions_of(Standard standard) {
  static const char* const headers[] = {kHeadersOfIsoC, kHeadersOfPosix, kHeadersOfXsi};
  static const Strings options[] = {
      {"-std=c11"}, {"-std=c11", "-D_POSIX_C_SOURCE=200809L"}, {"-std=c11", "-D_XOPEN_SOURCE=700"}};
  std::string source;
  for (int i = 0; i <= standard; ++i)
    for (const std::string& header : words(headers[i])) source += "#include <" + header + ">\n";
  const Names names = functions_in(source, options[standard]);
  EXPECT_GT(names.size(), 100U);
  return names;
}

Standard standard_of(const std::string& function) {
  static const Names functions[] = {functions_of(iso_c), functions_of(posix), functions_of(xsi)};
  for (const Standard standard : {iso_c, posix, xsi})
    if (functions[standard].count(function)) return standard;
  return other;
}

// The functions that one member of an archive defines, and those that it calls in other members.
struct Member {
  Names defined, called;
};

Member member_of(const ObjectFile& file) {
  Member member;
  for (const Symbol& symbol : file.symbols) {
    if (symbol.is_defined() && symbol.is_global()) member.defined.insert(symbol.name);
    if (!symbol.is_defined() && symbol.binding == "GLOBAL") member.called.insert(symbol.name);
  }
  return member;
}

// Returns a line "FUNCTION calls NAME" for each function of a standard that calls a function outside of
// this standard, directly or through other functions.
Names calls_outside(const std::vector<ObjectFile>& files) {
  std::vector<Member> members;
  std::map<std::string, const Member*> definition;
  for (const ObjectFile& file : files) members.push_back(member_of(file));
  for (const Member& member : members)
    for (const std::string& name : member.defined) definition.emplace(name, &member);
  Names found;
  for (const auto& [function, first] : definition) {
    const Standard standard = standard_of(function);
    if (standard == other) continue;
    std::set<const Member*> seen{first};
    std::vector<const Member*> left{first};
    while (!left.empty()) {
      const Member* const member = left.back();
      left.pop_back();
      for (const std::string& name : member->called) {
        if (!name.starts_with('_') && standard_of(name) > standard)
          found.insert(function + " calls " + name);
        const auto next = definition.find(name);
        if (next != definition.end() && seen.insert(next->second).second) left.push_back(next->second);
      }
    }
  }
  return found;
}

using Namespaces = Injection;

TEST_F(Namespaces, FunctionsCallNothingOutsideOfTheirStandardThatStockMuslDoesNotCall) {
  const Names of_stock = calls_outside(read_objects({in_build("stock/lib/libc.a")}));
  EXPECT_EQ(without(calls_outside(libc_members()), of_stock), Names());
}

TEST_F(Namespaces, CallOutsideOfTheStandardIsFound) {
  const std::string caller = compile(
      "char *_helper(const char *); char *strstr(const char *a, const char *b) { return _helper(b); }",
      "c", {"-fno-builtin"}, "caller.o");
  const std::string helper =
      compile("char *strdup(const char *); char *_helper(const char *a) { return strdup(a); }", "c", {},
              "helper.o");
  EXPECT_EQ(calls_outside(read_objects({caller, helper})), Names{"strstr calls strdup"});
}

}  // namespace
