// SPDX-License-Identifier: MIT
// Tests that the libc has no global names of mimalloc, because a program can contain its own mimalloc.
#include <algorithm>
#include <regex>

#include "tests/support/host/built.hpp"
#include "tests/support/host/readelf.hpp"

using namespace nacre::test;

namespace {

bool is_of_mimalloc(const std::string& name) {
  static const std::regex pattern("^_*mi_");
  return std::regex_search(name, pattern);
}

// `seen` shows that the test reads the symbols at all.
TEST(MallocNames, OfMimallocAreNotGlobalInLibcA) {
  int seen = 0;
  for (const ObjectFile& file : read_objects({in_sysroot("lib/libc.a")}))
    for (const Symbol& symbol : file.symbols) {
      if (!symbol.is_global()) continue;
      seen += symbol.name == "__libc_malloc_impl" ? 1 : 0;
      EXPECT_FALSE(is_of_mimalloc(symbol.name)) << file.name << ' ' << symbol.name;
    }
  EXPECT_GT(seen, 0);
}

TEST(MallocNames, OfMimallocAreNotExportedByLibcSo) {
  SKIP_WITHOUT_SHARED();
  int seen = 0;
  for (const Symbol& symbol : dynamic_symbols(in_sysroot("lib/libc.so"))) {
    seen += symbol.name == "malloc" ? 1 : 0;
    EXPECT_FALSE(is_of_mimalloc(symbol.name)) << symbol.name;
  }
  EXPECT_EQ(seen, 1);
}

// The object of mimalloc defines only the functions that the rest of the libc calls, and they are
// hidden.
TEST(MallocNames, OfTheAllocatorsObjectAreHidden) {
  if (setting("MALLOC") == "mallocng") GTEST_SKIP() << "this build has musl's allocator";
  int objects = 0;
  for (const ObjectFile& file : read_objects({in_sysroot("lib/libc.a")})) {
    std::vector<Symbol> defined;
    for (const Symbol& symbol : file.symbols)
      if (symbol.is_global() && symbol.is_defined()) defined.push_back(symbol);
    const auto is_allocator = [](const Symbol& symbol) { return symbol.name == "__nacre_zalloc"; };
    if (std::none_of(defined.begin(), defined.end(), is_allocator)) continue;
    ++objects;
    for (const Symbol& symbol : defined)
      EXPECT_TRUE(symbol.is_hidden() && symbol.name.starts_with("__")) << symbol.name;
  }
  EXPECT_EQ(objects, 1);
}

}  // namespace
