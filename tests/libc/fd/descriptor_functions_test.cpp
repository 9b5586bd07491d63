// SPDX-License-Identifier: MIT
// Tests the promises of docs/descriptors.md about the functions that make descriptors, such as pipe2 and
// accept4: their flags, and their behavior on kernels without the system call. Children of the tests
// exit with an errno value (0 on success), with 99 if the filter cannot be installed, or with 97 or 98
// if a call did not do what it should.
#include "tests/libc/fd/descriptor_functions.hpp"

#include <gtest/gtest.h>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/trace.hpp"

namespace {

using test::DescriptorMaker;
using test::Descriptors;
using test::Unknown;
using test::Without;
using test::wrong_flags;

// A fork child executes a program that counts how many of these descriptors are open. Returns "exit N"
// with the count N.
std::string executed_with(const Descriptors& made) {
  std::vector<std::string> words = {test::program("open_descriptors")};
  for (const int fd : made) words.push_back(std::to_string(fd));
  return test::run_program(words, {}).end;
}

std::string exit_of(std::size_t status) { return "exit " + std::to_string(status); }

class DescriptorFunction : public testing::TestWithParam<DescriptorMaker> {
 protected:
  void SetUp() override {
    const Descriptors made = GetParam().make(0);
    if (made.empty() && (errno == EPERM || errno == ENOSYS || errno == EOPNOTSUPP))
      GTEST_SKIP() << GetParam().name << " is not available: " << strerror(errno);
    ASSERT_FALSE(made.empty()) << strerror(errno);
  }
  // Returns all combinations of the flags that the function accepts.
  std::vector<int> flag_combinations() const {
    if (GetParam().non_blocking) return {0, O_CLOEXEC, O_NONBLOCK, O_CLOEXEC | O_NONBLOCK};
    return {0, O_CLOEXEC};
  }
  // Runs `body` in a child in which the system call fails as if the kernel lacked it. The child exits
  // with the result of `body`.
  template <class Body>
  std::string on_kernel_without(const Body& body) const {
    return test::in_child([&] {
      test::Filter filter;
      GetParam().refuse(filter, 0);
      return filter.install() ? body() : 99;
    });
  }
};

TEST_P(DescriptorFunction, SetsExactlyTheRequestedFlags) {
  for (const int flags : flag_combinations()) {
    const Descriptors made = GetParam().make(flags);
    ASSERT_FALSE(made.empty()) << strerror(errno);
    EXPECT_EQ(wrong_flags(made, flags), 0) << "requested flags: " << flags;
  }
}

TEST_P(DescriptorFunction, ExecClosesOnlyCloseOnExecDescriptors) {
  const Descriptors made = GetParam().make(0);
  EXPECT_EQ(executed_with(made), exit_of(made.size()));
  EXPECT_EQ(executed_with(GetParam().make(O_CLOEXEC)), "exit 0");
}

TEST_P(DescriptorFunction, TreatsAnUnknownFlagAsDocumented) {
  const auto& [name, make, non_blocking, unknown, unknown_flag, without, plain, refuse] = GetParam();
  if (unknown == Unknown::not_tested) return;
  errno = 0;
  const Descriptors made = make(O_CLOEXEC | unknown_flag);
  if (unknown == Unknown::invalid) {
    EXPECT_TRUE(made.empty());
    EXPECT_EQ(errno, EINVAL);
  } else {
    EXPECT_FALSE(made.empty()) << strerror(errno);
    EXPECT_EQ(wrong_flags(made, O_CLOEXEC), 0);
  }
}

TEST_P(DescriptorFunction, WithoutTheSystemCallBehavesAsDocumented) {
  if (GetParam().without == Without::always_there) return;
  for (const int flags : flag_combinations()) {
    const bool works = flags == 0 ? GetParam().plain_without : GetParam().without == Without::works;
    EXPECT_EQ(on_kernel_without([&] {
                const Descriptors made = GetParam().make(flags);
                if (!made.empty()) return wrong_flags(made, flags) == 0 ? 0 : 98;
                return errno;
              }),
              exit_of(works ? 0 : ENOSYS))
        << "requested flags: " << flags;
  }
}

TEST_P(DescriptorFunction, WithoutTheSystemCallAnUnknownFlagIsEINVAL) {
  const auto& [name, make, non_blocking, unknown, unknown_flag, without, plain, refuse] = GetParam();
  if (without != Without::works || unknown != Unknown::invalid) return;
  for (const int flags : {unknown_flag, unknown_flag | O_CLOEXEC})
    EXPECT_EQ(on_kernel_without([&] { return make(flags).empty() ? errno : 98; }), exit_of(EINVAL));
}

INSTANTIATE_TEST_SUITE_P(Each, DescriptorFunction, testing::ValuesIn(test::kDescriptorFunctions),
                         [](const auto& row) { return row.param.name; });

// A function call that must make only the system call `number`.
struct OneCall {
  const char* name;
  long number;
  int (*call)();
};

int (&ends())[2] {
  static int both[2];
  return both;
}
sigset_t* no_signals() {
  static sigset_t none;
  return &none;
}

// Some arguments are invalid, so that the call fails immediately instead of waiting.
const OneCall kOneCall[] = {
    {"accept4", SYS_accept4, [] { return accept4(-1, nullptr, nullptr, SOCK_CLOEXEC); }},
    {"accept4 of a socket that does not listen", SYS_accept4,
     [] { return accept4(ends()[0], nullptr, nullptr, SOCK_CLOEXEC); }},
    {"pipe2", SYS_pipe2, [] { return pipe2(ends(), O_CLOEXEC | O_NONBLOCK); }},
    {"dup3", SYS_dup3, [] { return dup3(0, 77, O_CLOEXEC); }},
    {"socket", SYS_socket,
     [] { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }},
    {"socketpair", SYS_socketpair,
     [] { return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends()); }},
    {"signalfd", SYS_signalfd4, [] { return signalfd(-1, no_signals(), SFD_CLOEXEC | SFD_NONBLOCK); }},
#ifdef SYS_pipe
    {"pipe2 without flags", SYS_pipe, [] { return pipe2(ends(), 0); }},
    {"dup3 without flags", SYS_dup2, [] { return dup3(0, 77, 0); }},
#endif
#ifdef SYS_accept
    {"accept4 without flags", SYS_accept, [] { return accept4(-1, nullptr, nullptr, 0); }},
#endif
};

TEST(DescriptorCalls, MakeOneSystemCallWhereTheKernelHasIt) {
  for (const auto& [name, number, call] : kOneCall) {
    const auto trace = test::trace([call = call] {
      call();
      return 0;
    });
    EXPECT_EQ(trace.end, "exit 0") << name;
    EXPECT_EQ(trace.count(number), 1u) << name;
    EXPECT_EQ(trace.count(SYS_fcntl), 0u) << name;
    // The tested call and exit_group must be the last two calls of the trace.
    EXPECT_EQ(trace.calls.back().number, static_cast<unsigned long>(SYS_exit_group)) << name;
    ASSERT_GE(trace.calls.size(), 2u);
    EXPECT_EQ(trace.calls[trace.calls.size() - 2].number, static_cast<unsigned long>(number)) << name;
  }
}

TEST(DescriptorCalls, KeepErrnoOnSuccess) {
  const auto all_good = [] {
    for (const auto& row : test::kDescriptorFunctions) {
      // popen starts a program, and promises nothing about errno.
      if (row.without != Without::works || row.name == "popen") continue;
      errno = 77;
      if (row.make(O_CLOEXEC).empty() || errno != 77) return 98;
    }
    return 0;
  };
  EXPECT_EQ(test::in_child(all_good), "exit 0");
  EXPECT_EQ(test::in_child([&] {
              test::Filter filter;
              for (const auto& row : test::kDescriptorFunctions)
                if (row.without == Without::works) row.refuse(filter, 0);
              return filter.install() ? all_good() : 99;
            }),
            "exit 0")
      << "on a kernel without the calls";
}

TEST(Dup3, ReturnsEINVALForEqualDescriptors) {
  for (const int flags : {0, O_CLOEXEC}) {
    errno = 0;
    EXPECT_EQ(dup3(1, 1, flags), -1);
    EXPECT_EQ(errno, EINVAL);
  }
}

// There is one connection, and the kernel takes it before it rejects the length. If accept4 called
// accept after the error, the call would wait, and the child would exceed its time limit.
TEST(Accept4, InvalidAddressLengthConsumesOneConnection) {
  EXPECT_EQ(test::in_child(
                [] {
                  const test::Connected pair;
                  sockaddr_un address;
                  socklen_t length = -1U;
                  if (accept4(pair.listener, reinterpret_cast<sockaddr*>(&address), &length,
                              SOCK_CLOEXEC) != -1)
                    return 98;
                  return errno;
                },
                5),
            exit_of(EINVAL));
}

// The second signalfd call changes the signals of an existing descriptor. Its flags must have no effect,
// with and without the system call signalfd4.
TEST(Signalfd, ChangingTheSignalsKeepsTheFlags) {
  const auto changed = [](bool refused) {
    return test::in_child([refused] {
      test::Filter filter;
      if (refused) filter.refuse(SYS_signalfd4, test::answer(ENOSYS));
      if (!filter.install()) return 99;
      sigset_t signals;
      sigemptyset(&signals);
      const int fd = signalfd(-1, &signals, 0);
      if (signalfd(fd, &signals, SFD_CLOEXEC | SFD_NONBLOCK) != fd) return 98;
      return wrong_flags(Descriptors{fd}, 0) == 0 ? 0 : 97;
    });
  };
  EXPECT_EQ(changed(false), "exit 0");
  EXPECT_EQ(changed(true), "exit 0");
}

}  // namespace
