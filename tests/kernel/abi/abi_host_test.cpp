// SPDX-License-Identifier: MIT
// Tests that the libc's headers define the same constants and structures as the kernel's headers in the
// sysroot, for this build's architecture. The tests of KernelAbiFault change copies of musl's headers.
// The comparison must find each change.
#include <gtest/gtest.h>

#include "tests/kernel/abi/compare.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

AbiComparison compare_with(const std::string& musl) {
  return compare(
      {setting("ARCH"), musl, kernel_headers(), kernel_headers() + "/asm", words(setting("CC"))});
}

const AbiComparison& of_the_libc() {
  static const AbiComparison made = compare_with(in_build("headers/musl"));
  return made;
}

// No compile error prevented the comparison.
TEST(KernelAbi, IsCompared) { EXPECT_EQ(of_the_libc().broken, ""); }

TEST(KernelAbi, IsTheSameInTheLibcsHeaders) {
  StringSet found = not_allowed(of_the_libc().findings, setting("ARCH"), nullptr);
  // With configure --with-kernel-headers, the kernel's headers can be newer than those that nacre pins,
  // and define more constants. Only different values are errors then.
  if (!setting("WITH_KERNEL_HEADERS").empty())
    std::erase_if(found, [](const std::string& finding) { return !finding.starts_with("differs"); });
  EXPECT_EQ(found, StringSet());
}

TEST(KernelAbi, HasMoreThan2000ConstantsAndStructures) {
  EXPECT_GT(of_the_libc().compared.size(), 2000U);
}

// A copy of musl's headers, into which a test injects faults.
class FaultyHeaders {
 public:
  FaultyHeaders() {
    fs::copy(in_build("headers/musl"), folder_.path("musl"), fs::copy_options::recursive);
  }
  void inject(const std::string& header, const char* from, const char* to) const {
    const std::string path = folder_.path("musl/" + header);
    write_file(path, replaced(read_file(path), from, to));
  }
  AbiComparison compare() const { return compare_with(folder_.path("musl")); }

 private:
  const TemporaryFolder folder_;
};

struct InjectedFaults {
  InjectedFaults() {
    const FaultyHeaders headers;
    headers.inject("sys/epoll.h", "EPOLL_CTL_MOD 3", "EPOLL_CTL_MOD 4");
    headers.inject("sys/epoll.h", "EPOLL_CLOEXEC O_CLOEXEC",
                   "EPOLL_CLOEXEC EPOLL_CLOEXEC\nenum { EPOLL_CLOEXEC = 1 };");
    headers.inject("sys/inotify.h", "define IN_ACCESS ", "define IN_ACCESS main //");
    headers.inject("sys/inotify.h", "uint32_t mask, cookie, len;",
                   "uint32_t mask, cookie; uint16_t len, more;");
    headers.inject("sys/inotify.h", "#define IN_EXCL_UNLINK", "//");
    headers.inject("sys/signalfd.h", "uint32_t  ssi_pid;", "uint64_t ssi_pid;");
    headers.inject("poll.h", "short revents;", "short answers;");
    const AbiComparison made = headers.compare();
    broken = made.broken;
    found = not_allowed(made.findings, setting("ARCH"), nullptr);
  }
  std::string broken;
  StringSet found;
};
const InjectedFaults& injected() {
  static const InjectedFaults faults;
  return faults;
}

// The faults must not prevent the comparison.
TEST(KernelAbiFaults, AreCompared) { EXPECT_EQ(injected().broken, ""); }

// The findings that the faults of InjectedFaults must cause, in the format of AbiComparison::findings.
// "-" means that the compiler could not evaluate the value.
class KernelAbiFault : public testing::TestWithParam<const char*> {};
TEST_P(KernelAbiFault, IsFound) {
  const std::string all = join({injected().found.begin(), injected().found.end()}, "\n");
  EXPECT_TRUE(matches(all, std::string("^") + GetParam() + "$")) << all;
}
INSTANTIATE_TEST_SUITE_P(Injected, KernelAbiFault,
                         testing::Values("differs EPOLL_CTL_MOD 4 3",       // a constant
                                         "differs EPOLL_CLOEXEC 1 524288",  // an enumerator
                                         "differs IN_ACCESS - -",           // not a constant
                                         "differs struct signalfd_siginfo ssi_uid offset .*",
                                         "differs struct signalfd_siginfo size 136 128",
                                         "differs struct inotify_event len size 2 4",
                                         "differs struct pollfd revents size - -",  // no such member
                                         "missing IN_EXCL_UNLINK linux/inotify.h sys/inotify.h"),
                         by_text);

TEST(KernelAbiFaults, CauseNoOtherFindings) {
  EXPECT_FALSE(injected().found.empty());
  for (const std::string& finding : injected().found)
    EXPECT_TRUE(
        matches(finding,
                "EPOLL_CTL_MOD|EPOLL_CLOEXEC|IN_(ACCESS|ALL_EVENTS)|signalfd_siginfo|inotify_event "
                "len|pollfd|IN_EXCL_UNLINK"))
        << finding;
}

// The injected word "oops" is a syntax error, so nothing can be compared.
TEST(KernelAbiFaults, UnreadableHeaderIsReported) {
  const FaultyHeaders headers;
  headers.inject("sys/inotify.h", "#endif\n", "#endif\noops\n");
  EXPECT_NE(headers.compare().broken, "");
}

}  // namespace
