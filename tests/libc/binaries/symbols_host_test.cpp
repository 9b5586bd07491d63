// SPDX-License-Identifier: MIT
// Tests that libc.so has every symbol of stock (unpatched) musl's libc.so, with the same properties. So
// a program that was linked with stock musl also runs with nacre. Each added symbol must have a manual
// page. tests/libc/include/types_host_test.cpp compares the types of the symbols.
#include <map>

#include "tests/libc/binaries/inject.hpp"
#include "tests/support/host/built.hpp"

using namespace nacre::test;

namespace {

// The size of a function may change. A program can contain a copy of a data object (copy relocation), so
// the size of a data object must not change.
struct Properties {
  std::string type, size, binding, visibility, version;
};
using Library = std::map<std::string, Properties>;

Library symbols_of(const std::string& path) {
  Library library;
  for (const Symbol& symbol : dynamic_symbols(path)) {
    if (!symbol.is_global() || !symbol.is_defined()) continue;
    const size_t at = std::min(symbol.name.find('@'), symbol.name.size());
    const bool has_size = symbol.type == "OBJECT" || symbol.type == "TLS";
    library[symbol.name.substr(0, at)] = {symbol.type, has_size ? symbol.size : "-", symbol.binding,
                                          symbol.visibility,
                                          at == symbol.name.size() ? "none" : symbol.name.substr(at)};
  }
  return library;
}

struct Differences {
  Names lost_or_changed, added;
};
Differences compare(const Library& from, const Library& to) {
  Differences found;
  for (const auto& [name, before] : from) {
    const auto after = to.find(name);
    if (after == to.end()) {
      found.lost_or_changed.insert("lost " + name);
      continue;
    }
    const auto same = [&](const char* what, const std::string& a, const std::string& b) {
      if (a != b) found.lost_or_changed.insert("changed " + name + " " + what + " " + a + " " + b);
    };
    same("type", before.type, after->second.type);
    same("size", before.size, after->second.size);
    same("binding", before.binding, after->second.binding);
    same("visibility", before.visibility, after->second.visibility);
    same("version", before.version, after->second.version);
  }
  for (const auto& [name, properties] : to)
    if (!from.count(name)) found.added.insert(name);
  return found;
}

class SymbolsOfLibc : public Injection {
 protected:
  void SetUp() override { SKIP_WITHOUT_SHARED(); }
  const Library stock = symbols_of(in_build("stock/lib/libc.so"));
  const Differences differences = compare(stock, symbols_of(in_sysroot("lib/libc.so")));
};
TEST_F(SymbolsOfLibc, IncludeThoseOfStockMuslUnchanged) {
  EXPECT_EQ(differences.lost_or_changed, Names());
}
TEST_F(SymbolsOfLibc, ThatAreAddedHaveAManualPage) {
  EXPECT_EQ(without(differences.added, documented()), Names());
}
// Without these two tests, the tests above would pass if no symbols were read.
TEST_F(SymbolsOfLibc, AreMoreThan1500InStockMusl) { EXPECT_GT(stock.size(), 1500U); }
TEST_F(SymbolsOfLibc, IncludeAddedOnes) { EXPECT_GT(differences.added.size(), 0U); }

// A library that defines some of musl's names. Each definition has a different fault, except open, which
// is correct. The comparison must report each fault.
const char kFaulty[] = R"(#include <stddef.h>
int open(const char *name, int flags, ...) { (void)name; (void)flags; return 0; }
char optopt[64];
int puts;
__attribute__((weak)) int printf(const char *format, ...) { (void)format; return 0; }
__attribute__((visibility("protected"))) void abort(void) { for (;;); }
__asm__(".symver old_read, read@@NACRE_1");
ptrdiff_t old_read(int fd, void *p, size_t n) { (void)fd; (void)p; return (ptrdiff_t)n; }
)";

class FaultySymbolsOfLibc : public Injection {
 protected:
  void SetUp() override { SKIP_WITHOUT_SHARED(); }
  std::string library() const {
    return built(Command{in_sysroot("bin/nacre-gcc"), "-shared", "-fPIC", "-fno-builtin", "-w",
                         "-nostdlib", "-xc", "-",
                         "-Wl,--version-script=" + in_source("tests/libc/binaries/faulty.map")}
                     .input(kFaulty));
  }
  Names found() const {
    return compare(symbols_of(in_build("stock/lib/libc.so")), symbols_of(library())).lost_or_changed;
  }
};
TEST_F(FaultySymbolsOfLibc, LibraryLinks) { EXPECT_TRUE(exists(library())); }
TEST_F(FaultySymbolsOfLibc, UnchangedFunctionIsNotReported) {
  for (const std::string& difference : found())
    EXPECT_FALSE(difference.starts_with("changed open ")) << difference;
}

class SymbolFault : public FaultySymbolsOfLibc, public testing::WithParamInterface<const char*> {};
TEST_P(SymbolFault, IsReported) { EXPECT_TRUE(found().count(GetParam())); }
INSTANTIATE_TEST_SUITE_P(Of, SymbolFault,
                         testing::Values("lost strlen", "changed optopt size 4 64",
                                         "changed puts type FUNC OBJECT",
                                         "changed printf binding GLOBAL WEAK",
                                         "changed abort visibility DEFAULT PROTECTED",
                                         "changed read version none @@NACRE_1"),
                         by_text);

}  // namespace
