// SPDX-License-Identifier: MIT
// Tests that the sysroot contains the kernel's headers unchanged, and that the libc and the kernel
// define the same system call numbers.
#include <gtest/gtest.h>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// nacre must replace no header of the kernel, because a replacement would lack definitions. The folder
// include/under contains the originals of all headers that nacre replaces.
class KernelHeaders : public testing::TestWithParam<std::string> {};
TEST_P(KernelHeaders, AreUnchangedInTheSysroot) {
  const std::string folder = kernel_headers() + "/" + GetParam();
  const std::vector<std::string> headers = files_under(folder, ".h");
  EXPECT_FALSE(headers.empty());
  for (const std::string& header : headers) {
    const std::string path = GetParam() + "/" + header;
    EXPECT_TRUE(read_file(folder + "/" + header) == read_file(in_sysroot("include/" + path))) << path;
    EXPECT_FALSE(exists(in_sysroot("include/under/" + path))) << path << " is replaced";
  }
}
INSTANTIATE_TEST_SUITE_P(In, KernelHeaders,
                         testing::Values("linux", "asm", "asm-generic", "mtd", "sound", "video"),
                         by_text);

// If the folder were nearly empty, the test above would compare almost nothing.
TEST(KernelHeadersInLinuxFolder, AreMoreThan700) {
  EXPECT_GT(files_under(in_sysroot("include/linux"), ".h").size(), 700U);
}

// Returns "NAME NUMBER" for each system call that a header defines with this prefix.
std::set<std::string> numbers(const std::string& header, const std::string& prefix) {
  return captures(Command{in_sysroot("bin/nacre-gcc"), "-E", "-dM", "-x", "c", "-"}
                      .input("#include <" + header + ">\n")
                      .run()
                      .out,
                  "^#define " + prefix + "([a-z][a-z0-9_]* [0-9]+)$");
}

// If numbers() found none, the test below would pass without a comparison.
TEST(KernelSyscallNumbers, AreMoreThan300) { EXPECT_GT(numbers("asm/unistd.h", "__NR_").size(), 300U); }

class SyscallNumbers : public testing::TestWithParam<const char*> {};
TEST_P(SyscallNumbers, OfTheLibcAreThoseOfTheKernel) {
  if (setting("ARCH") == "i386" || setting("ARCH") == "arm")
    GTEST_SKIP() << "with a 32-bit long, calls with 32-bit times have other names in <sys/syscall.h>";
  EXPECT_EQ(numbers("sys/syscall.h", GetParam()), numbers("asm/unistd.h", "__NR_"));
}
INSTANTIATE_TEST_SUITE_P(Prefix, SyscallNumbers, testing::Values("SYS_", "__NR_"), by_text);

}  // namespace
