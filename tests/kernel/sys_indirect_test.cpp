// SPDX-License-Identifier: MIT
// Tests the system call sys_indirect, which kernel/patches adds to the kernel. sys_indirect makes
// another system call (the inner call), and sets close-on-exec and O_NONBLOCK of the new descriptors
// atomically. These tests call it directly, because <nacre/indirect.h> hides the parts that they check.
#include "tests/support/sys_indirect.hpp"

#ifdef __NR_indirect
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/indirect.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/listener.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/waits_in.hpp"

namespace {

constexpr int kBoth = O_CLOEXEC | O_NONBLOCK;

class SysIndirect : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::kernel_has_indirect()) GTEST_SKIP() << "the kernel has no sys_indirect";
    ASSERT_TRUE(listener.is_listening());
  }

  void connect_one() { EXPECT_TRUE(listener.connect()); }
  static std::uint64_t word(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

  // A call that sys_indirect can make.
  struct Call {
    const char* name;
    indirect_registers registers;
    int accepted_flags;
  };
  std::vector<Call> calls() {
    const auto minus_one = static_cast<std::uint64_t>(-1);
    return {{"socket", {SYS_socket, {AF_UNIX, SOCK_STREAM}}, kBoth},
            {"socketpair", {SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, word(ends)}}, kBoth},
            {"accept", {SYS_accept, {static_cast<std::uint64_t>(listener.fd())}}, kBoth},
            {"pipe", {SYS_pipe, {word(ends)}}, kBoth},
            {"dup", {SYS_dup, {2}}, O_CLOEXEC},
            {"epoll_create", {SYS_epoll_create, {1}}, O_CLOEXEC},
            {"eventfd", {SYS_eventfd, {7}}, kBoth},
            {"signalfd", {SYS_signalfd, {minus_one, word(&mask), 8}}, kBoth},
            {"inotify_init", {SYS_inotify_init, {}}, kBoth}};
  }

  // Returns the flags of the descriptors that a call made, and closes them. `answer` is the call's
  // result. Returns -1 if the call failed.
  int flags_of(long answer, const indirect_registers& registers) {
    if (answer < 0) return -1;
    const bool pair = registers.number == SYS_socketpair || registers.number == SYS_pipe;
    const int fds[2] = {pair ? ends[0] : static_cast<int>(answer), pair ? ends[1] : -1};
    int flags = 0;
    for (const int fd : fds) {
      if (fd < 0) continue;
      if (fcntl(fd, F_GETFD) == FD_CLOEXEC) flags |= O_CLOEXEC;
      flags |= fcntl(fd, F_GETFL) & O_NONBLOCK;
      close(fd);
    }
    return flags;
  }
  // Makes the call by sys_indirect with these flags, and returns the flags of the new descriptors.
  int flags_of(const Call& call, int flags) {
    if (call.registers.number == SYS_accept) connect_one();
    const indirect_params params{{flags}};
    return flags_of(test::sys_indirect(&call.registers, &params, sizeof params), call.registers);
  }
  // Makes the call without sys_indirect, and returns the flags as flags_of does.
  int plain_flags(const Call& call) {
    if (call.registers.number == SYS_accept) connect_one();
    const auto& a = call.registers.arguments;
    return flags_of(syscall(static_cast<long>(call.registers.number), a[0], a[1], a[2], a[3]),
                    call.registers);
  }
  // Calls sys_indirect, and returns its error, or 0 if it succeeds.
  static int error_of(const void* registers, const void* params, std::size_t size) {
    errno = 0;
    const long answer = test::sys_indirect(registers, params, size);
    if (answer >= 0) close(static_cast<int>(answer));
    return errno;
  }

  test::Listener listener;
  int ends[2] = {-1, -1};
  std::uint64_t mask = 1u << (SIGUSR1 - 1);
};

TEST_F(SysIndirect, EachCallOfTheListSetsExactlyTheRequestedFlags) {
  for (const Call& call : calls())
    for (const int flags : {0, O_CLOEXEC, O_NONBLOCK, kBoth}) {
      if ((flags & ~call.accepted_flags) != 0) continue;
      EXPECT_EQ(flags_of(call, flags), flags) << call.name;
    }
}

TEST_F(SysIndirect, FlagsDoNotAffectLaterCallsOfTheTask) {
  const auto all = calls();
  for (const Call& call : all) {
    EXPECT_EQ(flags_of(call, call.accepted_flags), call.accepted_flags) << call.name;
    EXPECT_EQ(plain_flags(call), 0) << call.name;
    EXPECT_EQ(flags_of(call, 0), 0) << call.name;
  }
  const indirect_params params{{kBoth}};
  // These inner calls fail. The flags that were requested for them must not remain either.
  const indirect_registers failing[] = {{SYS_socket, {9999}},
                                        {SYS_socketpair, {AF_UNIX, SOCK_STREAM, 0, 8}},
                                        {SYS_accept, {2}},
                                        {SYS_pipe, {8}},
                                        {SYS_signalfd, {2, word(&mask), 8}}};
  for (const auto& registers : failing) {
    EXPECT_NE(error_of(&registers, &params, sizeof params), 0) << registers.number;
    for (const Call& call : all)
      EXPECT_EQ(plain_flags(call), 0) << call.name << " after call " << registers.number;
  }
}

TEST_F(SysIndirect, UnsupportedFlagIsEINVAL) {
  for (const Call& call : calls())
    for (const int flags : {O_NONBLOCK, O_APPEND, O_CLOEXEC | O_APPEND, 1, -1}) {
      if ((flags & ~call.accepted_flags) == 0) continue;
      const indirect_params params{{flags}};
      EXPECT_EQ(error_of(&call.registers, &params, sizeof params), EINVAL)
          << call.name << " with flags " << flags;
    }
}

TEST_F(SysIndirect, UnlistedCallIsEINVALEvenWithoutFlags) {
  const indirect_params zeros{};
  // With zeros as arguments, these calls would do no harm if the kernel made them.
  for (const long number : {long{SYS_getpid}, long{SYS_openat}, long{SYS_accept4}, long{SYS_pipe2},
                            long{SYS_epoll_create1}, long{SYS_fcntl}, long{__NR_indirect}}) {
    const indirect_registers registers{static_cast<std::uint64_t>(number), {}};
    EXPECT_EQ(error_of(&registers, &zeros, sizeof zeros), EINVAL) << number;
  }
}

TEST_F(SysIndirect, NumberAboveThirtyTwoBitsIsENOSYS) {
  const indirect_registers registers{(std::uint64_t{1} << 32) + SYS_inotify_init, {}};
  EXPECT_EQ(error_of(&registers, nullptr, 0), ENOSYS);
}

// The size rule is that of clone3: missing bytes count as zeros, and a nonzero byte that the kernel does
// not know is E2BIG.
TEST_F(SysIndirect, ParameterBlockFollowsTheSizeRuleOfExtensibleStructures) {
  const indirect_registers registers{SYS_inotify_init, {}};
  std::vector<unsigned char> block(INDIRECT_PARAMS_LONGEST + 1);
  const int flags = kBoth;
  std::memcpy(block.data(), &flags, sizeof flags);
  // Passes the first `size` bytes of the block, and returns the flags of the new descriptor.
  const auto flags_for = [&](std::size_t size) {
    return flags_of(test::sys_indirect(&registers, block.data(), size), registers);
  };
  EXPECT_EQ(flags_for(0), 0);
  EXPECT_EQ(flags_for(1), 0);
  EXPECT_EQ(flags_for(2), O_NONBLOCK);  // O_NONBLOCK is in the second byte and O_CLOEXEC in the third
  EXPECT_EQ(flags_for(3), kBoth);
  EXPECT_EQ(flags_for(INDIRECT_PARAMS_LONGEST), kBoth);
  EXPECT_EQ(error_of(&registers, block.data(), INDIRECT_PARAMS_LONGEST + 1), E2BIG);
  EXPECT_EQ(error_of(&registers, block.data(), SIZE_MAX), E2BIG);
  for (const std::size_t at : {sizeof(indirect_params), std::size_t{100}, std::size_t{4095}}) {
    block[at] = 1;
    EXPECT_EQ(error_of(&registers, block.data(), 4096), E2BIG) << at;
    EXPECT_EQ(flags_for(at), kBoth) << "bytes beyond the size are ignored";
    block[at] = 0;
  }
}

TEST_F(SysIndirect, BadPointersAreEFAULT) {
  const indirect_registers registers{SYS_inotify_init, {}};
  EXPECT_EQ(error_of(nullptr, nullptr, 0), EFAULT);
  EXPECT_EQ(error_of(reinterpret_cast<void*>(8), nullptr, 0), EFAULT);
  EXPECT_EQ(error_of(&registers, nullptr, sizeof(indirect_params)), EFAULT);
  EXPECT_EQ(error_of(&registers, reinterpret_cast<void*>(-4096L), sizeof(indirect_params)), EFAULT);
}

// If a filter did not see the inner call, a program could make calls that its filter forbids.
TEST_F(SysIndirect, SeccompFilterSeesTheInnerCall) {
  const indirect_params params{{O_CLOEXEC}};
  for (const Call& call : calls()) {
    const long number = static_cast<long>(call.registers.number);
    if (number == SYS_accept) connect_one();
    EXPECT_EQ(test::in_child([&] {
                if (!test::Filter().refuse(number, test::answer(EPERM)).install()) return 99;
                return error_of(&call.registers, &params, sizeof params);
              }),
              "exit " + std::to_string(EPERM))
        << call.name;
    EXPECT_EQ(test::in_child([&] {
                if (!test::Filter().refuse(number, test::kKill).install()) return 99;
                return error_of(&call.registers, &params, sizeof params);
              }),
              "signal " + std::to_string(SIGSYS))
        << call.name;
  }
  const indirect_registers unix_socket{SYS_socket, {AF_UNIX, SOCK_STREAM}};
  const indirect_registers inet_socket{SYS_socket, {AF_INET, SOCK_STREAM}};
  EXPECT_EQ(test::in_child([&] {
              if (!test::Filter().refuse_with(SYS_socket, 0, AF_INET, test::answer(EPERM)).install())
                return 99;
              return error_of(&unix_socket, &params, sizeof params) == 0 &&
                             error_of(&inet_socket, &params, sizeof params) == EPERM
                         ? 0
                         : 1;
            }),
            "exit 0")
      << "the filter must see the arguments of the inner call";
}

// A signal handler that makes a descriptor without sys_indirect, and stores the descriptor's flags.
int in_handler;
void make_one(int) {
  const int fd = static_cast<int>(syscall(SYS_inotify_init));
  in_handler = fcntl(fd, F_GETFD) | (fcntl(fd, F_GETFL) & O_NONBLOCK);
  close(fd);
}

// A thread that calls accept through sys_indirect, and waits in it.
struct Waiting {
  int listener;
  std::atomic<pid_t> id{0};
  long answer = -2;
  int error = 0;
  static void* body(void* argument) {
    auto& self = *static_cast<Waiting*>(argument);
    const indirect_registers registers{SYS_accept, {static_cast<std::uint64_t>(self.listener)}};
    const indirect_params params{{O_CLOEXEC}};
    self.id = gettid();
    self.answer = test::sys_indirect(&registers, &params, sizeof params);
    self.error = errno;
    return nullptr;
  }
  // Returns whether the thread waits in sys_indirect.
  bool waits() const {
    while (id == 0) usleep(100);
    return test::waits_in(id, __NR_indirect);
  }
};

// A signal interrupts an accept in sys_indirect. With SA_RESTART, the kernel restarts the call, which
// must still set close-on-exec. The flags must not affect calls of the handler or of other threads.
TEST_F(SysIndirect, InterruptedCallKeepsItsFlagsAndHandlersDoNotSeeThem) {
  for (const bool restarts : {true, false}) {
    struct sigaction action {
    }, before{};
    action.sa_handler = make_one;
    action.sa_flags = restarts ? SA_RESTART : 0;
    sigaction(SIGUSR2, &action, &before);
    in_handler = -1;
    Waiting waiting{listener.fd()};
    pthread_t thread;
    ASSERT_EQ(pthread_create(&thread, nullptr, Waiting::body, &waiting), 0);
    ASSERT_TRUE(waiting.waits());
    EXPECT_EQ(plain_flags({"", {SYS_inotify_init, {}}, kBoth}), 0) << "the flags affect another thread";
    pthread_kill(thread, SIGUSR2);
    while (__atomic_load_n(&in_handler, __ATOMIC_RELAXED) == -1) usleep(1000);
    if (restarts) connect_one();
    pthread_join(thread, nullptr);
    sigaction(SIGUSR2, &before, nullptr);
    EXPECT_EQ(in_handler, 0) << "the flags affect the handler";
    if (restarts) {
      ASSERT_GE(waiting.answer, 0);
      EXPECT_EQ(fcntl(static_cast<int>(waiting.answer), F_GETFD), FD_CLOEXEC);
      close(static_cast<int>(waiting.answer));
    } else {
      EXPECT_EQ(waiting.answer, -1);
      EXPECT_EQ(waiting.error, EINTR);
    }
  }
}

// sys_indirect_supports and number_of_call (tests/support/sys_indirect.hpp) tell the tests of
// nacre_indirect which calls use sys_indirect. They must agree with the list above.
TEST_F(SysIndirect, HelpersOfOtherTestsKnowTheListedCalls) {
  for (const Call& call : calls())
    EXPECT_TRUE(test::sys_indirect_supports(static_cast<long>(call.registers.number)));
  EXPECT_EQ(test::number_of_call(SYS_socket, -1), __NR_indirect);
  EXPECT_EQ(test::number_of_call(SYS_openat, -1), -1);
}

}  // namespace
#endif
