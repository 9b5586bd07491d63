// SPDX-License-Identifier: MIT
// Tests the rules for layers of CONTRIBUTING.md and sysdeps/README.md: what the files of a folder may
// include, and which names they may use. Each rule is also tested with a line that breaks it.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// Regular expressions for lines that a rule forbids.
//
// Headers that the build selects from a chain of folders for the target (sysdeps/README.md).
const char kChain[] = "<[a-z0-9_]+\\.hpp>|<(bridge|call_numbers|thread_offsets)\\.h>";
// A header of that chain by its path, or any relative path.
const char kChainByPath[] = "\"(sysdeps/(linux|musl|generic)|\\.\\.)/";
// System call numbers and raw system calls.
const char kCallNumber[] = "\\<(SYS_[a-z]|__NR_|raw_syscall|syscall\\()";
const char kArchitecture[] =
    "\\<__(x86_64|aarch64|arm|i386|riscv|powerpc|s390x|loongarch|mips|sh)__|__(riscv|loongarch)";
// Internals of musl.
const char kMusl[] =
    "\\<__(pad|fn|flags|actions|clone|execvpe[a-z_]*|syscall_cp|lock|abort_lock)\\>|"
    "\"(pthread_impl|libc|fdop)\\.h\"";

// Lines that break rules, for the examples below.
const char kUsesNumber[] = "long number = SYS_getrandom;";
const char kIncludesChain[] = "#include <memory.hpp>";
const char kIncludesByPath[] = "#include \"sysdeps/linux/memory.hpp\"";
const char kIncludesTest[] = "#include \"tests/support/child.hpp\"";

struct Rule {
  const char *name, *folder;
  const char* pattern;     // regular expression that no line of a file in `folder` may match
  const char* exceptions;  // regular expression for paths of files to which the rule does not apply
  const char* example;     // a line that breaks the rule
};

const Rule kRules[] = {
    // Columns: name, folder, pattern, exceptions, example.
    {"includes only itself", "support", "\"(libc|sysdeps|tools|bench|tests)/", nullptr,
     "#include \"sysdeps/contract/memory.hpp\""},
    {"includes no header of the chain", "support", kChain, nullptr, kIncludesChain},
    {"names no system call number", "support", kCallNumber, nullptr, kUsesNumber},
    {"names no architecture", "support", kArchitecture, nullptr, "#ifdef __x86_64__"},
    {"includes nothing above it", "sysdeps", "\"(libc|tools|bench|tests)/", nullptr,
     "#include \"libc/random/draw.hpp\""},
    {"includes headers of the chain by name", "sysdeps", kChainByPath, nullptr,
     "#include \"sysdeps/linux/x86_64/key_rights.hpp\""},
    {"uses musl internals in musl only", "sysdeps", kMusl, "^sysdeps/musl/",
     "long answer = __syscall_cp(0, 0, 0, 0, 0, 0, 0);"},
    {"includes nothing above it", "libc", "\"(tools|bench|tests)/", nullptr, kIncludesTest},
    {"includes the contract only", "libc", kChain, nullptr, kIncludesChain},
    {"includes the contract by its path", "libc", kChainByPath, nullptr, kIncludesByPath},
    {"names no system call number", "libc", kCallNumber, "^libc/(include|arch)/", kUsesNumber},
    {"names no architecture", "libc", kArchitecture, "^libc/(include|arch)/", "#ifdef __aarch64__"},
    {"uses no musl internals", "libc", kMusl, "^libc/include/", "attributes.__fn = nullptr;"},
    // nacre's patches of musl call functions named __nacre_*. The folder sysdeps/musl defines them.
    // libc/crypt and libc/malloc are C, and define more.
    {"defines no function that musl calls", "libc", "\\<__nacre_", "^libc/(crypt|malloc)/",
     "long __nacre_spawn_process();"},
    {"includes neither bench nor tests", "tools", "\"(bench|tests)/", nullptr,
     "#include \"bench/ops/clock.hpp\""},
    {"includes the contract only", "tools", kChain, nullptr, kIncludesChain},
    {"includes the contract by its path", "tools", kChainByPath, nullptr, kIncludesByPath},
    {"uses no musl internals", "tools", kMusl, nullptr, "__clone(child, stack, flags, nullptr);"},
};
void PrintTo(const Rule& rule, std::ostream* stream) { *stream << rule.folder << " " << rule.name; }

// Returns the lines of C and C++ files that break the rule.
std::vector<std::string> violations(const std::string& root, const Rule& rule) {
  std::vector<std::string> found;
  size_t files = 0;
  for (const char* ending : {".c", ".h", ".cpp", ".hpp"})
    for (const std::string& file : files_under(root + "/" + rule.folder, ending)) {
      const std::string path = std::string(rule.folder) + "/" + file;
      const std::string text = read_file(root + "/" + path);
      ++files;
      if ((rule.exceptions != nullptr && matches(path, rule.exceptions)) || !matches(text, rule.pattern))
        continue;
      for (const std::string& line : lines(text))
        if (matches(line, rule.pattern)) found.push_back(path + ": " + line);
    }
  EXPECT_GT(files, 0U);
  return found;
}

class Layer : public testing::TestWithParam<Rule> {};
TEST_P(Layer, ObeysItsRule) {
  EXPECT_EQ(violations(in_source(), GetParam()), std::vector<std::string>());
}
TEST_P(Layer, ReportsALineThatBreaksItsRule) {
  const TemporaryFolder folder;
  folder.file(std::string(GetParam().folder) + "/injected.cpp", GetParam().example);
  EXPECT_EQ(violations(folder.path(), GetParam()).size(), 1U);
}
INSTANTIATE_TEST_SUITE_P(Of, Layer, testing::ValuesIn(kRules), [](const auto& info) {
  std::string name = std::string(info.param.folder) + " " + info.param.name;
  for (char& c : name)
    if (c == ' ') c = '_';
  return name;
});

}  // namespace
