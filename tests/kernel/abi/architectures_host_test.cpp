// SPDX-License-Identifier: MIT
// Tests that the libc's headers define the same constants and structures as the kernel's headers, for
// every architecture of musl. `make check-abi` runs these tests, which are disabled otherwise.
#include <gtest/gtest.h>

#include "tests/kernel/abi/compare.hpp"

using namespace nacre::test;

namespace {

// Returns the folder of Debian's package with the kernel's headers for every architecture, or an empty
// string if the package cannot be fetched.
const std::string& package() {
  static const TemporaryFolder folder;
  static const std::string path = [] {
    Command fetch{in_source("build-aux/fetch"), "kernel-headers"};
    if (const std::string given = setting("WITH_LINUX_LIBC_DEV"); !given.empty()) fetch.add({given});
    const Output deb = fetch.run();
    if (deb.status != 0) return std::string();
    EXPECT_TRUE(succeeds(Command{"dpkg-deb", "-x", lines(deb.out).at(0), folder.path()}));
    return folder.path("usr/");
  }();
  return path;
}

// Returns why an architecture cannot be compared, or an empty string if it can.
std::string unavailable_reason(const std::string& architecture) {
  if (architecture == setting("ARCH")) return "";
  // clang supports every architecture. The build's own compiler supports only the build's architecture.
  if (find_program("clang").empty()) return "clang is not installed";
  return package().empty() ? "the package of kernel headers cannot be fetched" : "";
}

// Returns the row of an architecture in kernel/abi/architectures: musl's name, the kernel's name, and
// clang's options.
Strings row_of(const std::string& architecture) {
  for (const Strings& row : abi_table("architectures"))
    if (row[0] == architecture) return row;
  return {};
}

// Installs musl's headers for an architecture with musl's makefile.
void install_musl_headers(const std::string& architecture, const TemporaryFolder& folder) {
  const std::string source = in_build("musl/src");
  folder.file("config.mak", "ARCH = " + architecture + "\nsrcdir = " + source + "\n");
  EXPECT_TRUE(succeeds(Command{"make", "-s", "-f", source + "/Makefile", "srcdir=" + source,
                               "includedir=" + folder.path("include"), "install-headers"}
                           .in(folder.path())
                           .unset("MAKEFLAGS")
                           .unset("MFLAGS")
                           .seconds(3000)));
}

AbiComparison compare_architecture(const std::string& architecture) {
  const Strings row = row_of(architecture);
  const bool native = architecture == setting("ARCH");
  const TemporaryFolder musl;
  install_musl_headers(architecture, musl);
  Strings compiler{"clang"};
  compiler.insert(compiler.end(), row.begin() + 2, row.end());
  if (native && find_program("clang").empty()) compiler = words(setting("CC"));
  // --with-kernel-headers only replaces the headers for this build's architecture.
  if (native)
    return compare(
        {architecture, musl.path("include"), kernel_headers(), kernel_headers() + "/asm", compiler});
  return compare({architecture, musl.path("include"), package() + "include",
                  row[1] == "generic" ? row[1] : package() + "lib/linux/uapi/" + row[1] + "/asm",
                  compiler});
}

// Each architecture is compared once.
const AbiComparison& comparison_of(const std::string& architecture) {
  static std::map<std::string, AbiComparison> made;
  const auto found = made.find(architecture);
  if (found != made.end()) return found->second;
  return made[architecture] = compare_architecture(architecture);
}

Strings architectures() {
  Strings names;
  for (const Strings& row : abi_table("architectures")) names.push_back(row[0]);
  return names;
}

class KernelAbiOf : public testing::TestWithParam<std::string> {};
TEST_P(KernelAbiOf, DISABLED_IsTheSameInTheLibcsHeaders) {
  if (const std::string reason = unavailable_reason(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
  const AbiComparison& comparison = comparison_of(GetParam());
  EXPECT_EQ(comparison.broken, "");
  EXPECT_EQ(not_allowed(comparison.findings, GetParam(), nullptr), StringSet());
  EXPECT_EQ(comparison.absent, StringSet())
      << "kernel/abi/structures lists members that the kernel's headers lack";
  EXPECT_GT(comparison.compared.size(), 2000U);
  std::cout << comparison.compared.size() << " constants and structures\n";
}
INSTANTIATE_TEST_SUITE_P(Architecture, KernelAbiOf, testing::ValuesIn(architectures()), by_text);

// An entry of kernel/abi/allowed that matches no finding must be deleted.
TEST(KernelAbiAllowed, DISABLED_EachEntryMatchesAFinding) {
  StringSet entries, used;
  for (const std::string& architecture : architectures()) {
    if (const std::string reason = unavailable_reason(architecture); !reason.empty())
      GTEST_SKIP() << architecture << ": " << reason;
    not_allowed(comparison_of(architecture).findings, architecture, &used);
  }
  for (const Strings& row : abi_table("allowed")) entries.insert(join(row, " "));
  EXPECT_FALSE(used.empty());
  EXPECT_EQ(without(entries, used), StringSet()) << "delete these entries of kernel/abi/allowed";
}

}  // namespace
