// SPDX-License-Identifier: MIT
// Tests <nacre/indirect.h>. nacre_indirect makes a system call, and sets close-on-exec and O_NONBLOCK of
// the new descriptors atomically. For flags, it replaces the call by one that accepts them, such as
// accept by accept4. A kernel with kernel/patches has the system call sys_indirect, which can set the
// flags of some calls itself. The tests make each supported call with and without the flags. They also
// check the errors and the size of the parameter block.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <nacre/indirect.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/listener.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/sys_indirect.hpp"
#include "tests/support/trace.hpp"
#include "tests/support/waits_in.hpp"

namespace {

using Registers = indirect_registers;
constexpr int kBoth = O_CLOEXEC | O_NONBLOCK;
// Fills the registers for arguments that a call does not have. They must not affect the result.
constexpr std::uint64_t kUnusedArgument = 0x5a5a5a5a5a5a5a5a;

std::uint64_t word(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }
std::uint64_t word(int number) { return static_cast<std::uint64_t>(number); }

// Returns the number and arguments of a system call for nacre_indirect.
template <class... Words>
Registers call(long number, Words... words) {
  const std::uint64_t given[] = {word(words)..., 0};
  Registers registers;
  registers.number = static_cast<std::uint64_t>(number);
  std::fill(registers.arguments, registers.arguments + 6, kUnusedArgument);
  std::copy(given, given + sizeof...(words), registers.arguments);
  return registers;
}

long indirect(const Registers& registers, int flags) {
  const indirect_params params{{flags}};
  return nacre_indirect(&registers, &params, sizeof params);
}
// Returns errno, or 0 on success.
int error_of(const Registers& registers, int flags) {
  errno = 0;
  return indirect(registers, flags) == -1 ? errno : 0;
}

// The objects that the arguments of one call need: descriptors, a signal mask and a file.
struct Objects {
  test::Listener listener;
  int ends[2] = {-1, -1};
  int fd = dup(2);      // a descriptor that dup2 and others duplicate
  int target = dup(2);  // replaced by a duplicate
  std::uint64_t mask = 1u << (SIGUSR1 - 1);
  std::string path = "/tmp/nacre-indirect-" + std::to_string(getpid());

  Objects() {
    EXPECT_TRUE(listener.connect());
    close(open(path.c_str(), O_CREAT | O_WRONLY, 0600));
  }
  ~Objects() {
    close(fd);
    close(target);
    unlink(path.c_str());
  }
};

struct Row {
  const char* name;
  long number;           // the call that the program requests
  long call_with_flags;  // the call that the kernel must see if flags are requested
  int accepted_flags;    // the flags that the call accepts
  std::function<Registers(Objects&)> arguments;
  bool is_pair = false;  // the call makes two descriptors, in Objects::ends
};

const Row kAllRows[] = {
    {"socket", SYS_socket, SYS_socket, kBoth,
     [](Objects&) { return call(SYS_socket, AF_UNIX, SOCK_STREAM, 0); }},
    {"socketpair", SYS_socketpair, SYS_socketpair, kBoth,
     [](Objects& o) { return call(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, o.ends); }, true},
    {"accept", SYS_accept, SYS_accept4, kBoth,
     [](Objects& o) { return call(SYS_accept, o.listener.fd(), nullptr, nullptr); }},
    {"accept4", SYS_accept4, SYS_accept4, kBoth,
     [](Objects& o) { return call(SYS_accept4, o.listener.fd(), nullptr, nullptr, 0); }},
    {"pipe", SYS_pipe, SYS_pipe2, kBoth, [](Objects& o) { return call(SYS_pipe, o.ends); }, true},
    {"pipe2", SYS_pipe2, SYS_pipe2, kBoth, [](Objects& o) { return call(SYS_pipe2, o.ends, 0); }, true},
    {"dup", SYS_dup, SYS_fcntl, O_CLOEXEC, [](Objects& o) { return call(SYS_dup, o.fd); }},
    {"dup2", SYS_dup2, SYS_dup3, O_CLOEXEC, [](Objects& o) { return call(SYS_dup2, o.fd, o.target); }},
    {"dup3", SYS_dup3, SYS_dup3, O_CLOEXEC,
     [](Objects& o) { return call(SYS_dup3, o.fd, o.target, 0); }},
    {"fcntl", SYS_fcntl, SYS_fcntl, O_CLOEXEC,
     [](Objects& o) { return call(SYS_fcntl, o.fd, F_DUPFD, 0); }},
    {"epoll_create", SYS_epoll_create, SYS_epoll_create1, O_CLOEXEC,
     [](Objects&) { return call(SYS_epoll_create, 1); }},
    {"epoll_create1", SYS_epoll_create1, SYS_epoll_create1, O_CLOEXEC,
     [](Objects&) { return call(SYS_epoll_create1, 0); }},
    {"eventfd", SYS_eventfd, SYS_eventfd2, kBoth, [](Objects&) { return call(SYS_eventfd, 7); }},
    {"eventfd2", SYS_eventfd2, SYS_eventfd2, kBoth, [](Objects&) { return call(SYS_eventfd2, 7, 0); }},
    {"signalfd", SYS_signalfd, SYS_signalfd4, kBoth,
     [](Objects& o) { return call(SYS_signalfd, -1, &o.mask, 8); }},
    {"signalfd4", SYS_signalfd4, SYS_signalfd4, kBoth,
     [](Objects& o) { return call(SYS_signalfd4, -1, &o.mask, 8, 0); }},
    {"inotify_init", SYS_inotify_init, SYS_inotify_init1, kBoth,
     [](Objects&) { return call(SYS_inotify_init); }},
    {"inotify_init1", SYS_inotify_init1, SYS_inotify_init1, kBoth,
     [](Objects&) { return call(SYS_inotify_init1, 0); }},
    {"timerfd_create", SYS_timerfd_create, SYS_timerfd_create, kBoth,
     [](Objects&) { return call(SYS_timerfd_create, CLOCK_MONOTONIC, 0); }},
    {"memfd_create", SYS_memfd_create, SYS_memfd_create, O_CLOEXEC,
     [](Objects&) { return call(SYS_memfd_create, "indirect", 0); }},
    {"open", SYS_open, SYS_open, kBoth,
     [](Objects& o) { return call(SYS_open, o.path.c_str(), O_RDWR); }},
    {"openat", SYS_openat, SYS_openat, kBoth,
     [](Objects& o) { return call(SYS_openat, AT_FDCWD, o.path.c_str(), O_RDWR); }},
    {"creat", SYS_creat, SYS_open, kBoth,
     [](Objects& o) { return call(SYS_creat, o.path.c_str(), 0600); }},
};
// The calls that this architecture has. Others have the number -1 (tests/support/old_calls.hpp).
const std::vector<Row> kRows = [] {
  std::vector<Row> rows;
  std::copy_if(std::begin(kAllRows), std::end(kAllRows), std::back_inserter(rows),
               [](const Row& row) { return row.number >= 0; });
  return rows;
}();

// Returns the descriptors that the row's call makes with these flags, or none if it fails.
std::vector<int> made(const Row& row, Objects& objects, int flags) {
  const long answer = indirect(row.arguments(objects), flags);
  if (answer == -1) return {};
  if (row.is_pair)
    return answer == 0 ? std::vector{objects.ends[0], objects.ends[1]} : std::vector<int>{};
  return {static_cast<int>(answer)};
}

// Returns the system calls of `body`. A trace of test::trace begins with rt_sigprocmask, the last call
// of the raise() that starts it, and ends with exit_group. Both are removed.
test::Trace calls_in(const std::function<int()>& body) {
  auto trace = test::trace(body);
  if (trace.calls.size() < 2 || trace.calls[0].number != SYS_rt_sigprocmask) return {};
  trace.calls.erase(trace.calls.begin());
  trace.calls.pop_back();
  return trace;
}

struct State {
  int close_on_exec, nonblocking;
  friend bool operator==(const State&, const State&) = default;
};
State state_of(int fd) { return {fcntl(fd, F_GETFD), fcntl(fd, F_GETFL) & O_NONBLOCK}; }

// errno must stay 77, because the call succeeds.
TEST(Indirect, EachCallSetsExactlyTheRequestedFlags) {
  for (const Row& row : kRows)
    for (const int flags : {0, O_CLOEXEC, O_NONBLOCK, kBoth}) {
      if ((flags & ~row.accepted_flags) != 0) continue;
      SCOPED_TRACE(row.name + (" " + std::to_string(flags)));
      Objects objects;
      errno = 77;
      const auto fds = made(row, objects, flags);
      EXPECT_EQ(errno, 77);
      ASSERT_EQ(fds.size(), row.is_pair ? 2u : 1u);
      for (const int fd : fds) {
        EXPECT_EQ(state_of(fd), (State{(flags & O_CLOEXEC) != 0 ? FD_CLOEXEC : 0, flags & O_NONBLOCK}));
        close(fd);
      }
    }
}

// The call that makes the descriptor must also set the flags. Setting them later would be a second call.
TEST(Indirect, WithFlagsOneCallThatAcceptsThemIsMade) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.name);
    Objects objects;
    // The library may probe the kernel once. This call triggers the probe.
    close(static_cast<int>(indirect(call(SYS_inotify_init), O_CLOEXEC)));
    const auto registers = row.arguments(objects);
    const auto trace = calls_in([&] { return indirect(registers, row.accepted_flags) < 0; });
    EXPECT_EQ(trace.end, "exit 0");
    EXPECT_EQ(trace.count(test::number_of_call(row.number, row.call_with_flags)), 1u);
    EXPECT_EQ(trace.calls.size(), 1u);
  }
}

TEST(Indirect, WithoutFlagsTheCallIsMadeWithAllItsArguments) {
  for (const Row& row : kRows)
    // Three ways to request no flags: zero flags, no parameter block, and a block of size 0.
    for (const int way : {0, 1, 2}) {
      SCOPED_TRACE(row.name + (" " + std::to_string(way)));
      Objects objects;
      const auto registers = row.arguments(objects);
      const indirect_params zeros{}, flags{{kBoth}};
      const auto trace = calls_in([&] {
        return (way == 0   ? nacre_indirect(&registers, &zeros, sizeof zeros)
                : way == 1 ? nacre_indirect(&registers, nullptr, sizeof flags)
                           : nacre_indirect(&registers, &flags, 0)) < 0;
      });
      EXPECT_EQ(trace.end, "exit 0");
      ASSERT_EQ(trace.calls.size(), 1u);
      EXPECT_EQ(trace.calls[0].number, registers.number);
      // In 32-bit programs, a register holds the lower half of an argument.
      for (int i = 0; i < 6; ++i)
        EXPECT_EQ(static_cast<unsigned long>(registers.arguments[i]), trace.calls[0].arguments[i]) << i;
    }
}

// The executed program counts the descriptors that are still open.
TEST(Indirect, ExecClosesOnlyCloseOnExecDescriptors) {
  for (const Row& row : kRows)
    for (const int flags : {0, O_CLOEXEC}) {
      Objects objects;
      const auto fds = made(row, objects, flags);
      ASSERT_FALSE(fds.empty()) << row.name;
      std::vector<std::string> words{test::program("open_descriptors")};
      for (const int fd : fds) words.push_back(std::to_string(fd));
      const auto ran = test::run_program(words, {});
      EXPECT_EQ(ran.end, "exit " + std::to_string(flags == 0 ? fds.size() : 0)) << row.name;
      for (const int fd : fds) close(fd);
    }
}

TEST(Indirect, NonblockingDescriptorDoesNotWait) {
  int ends[2];
  ASSERT_EQ(indirect(call(SYS_pipe2, ends, 0), O_NONBLOCK), 0);
  char byte;
  EXPECT_EQ(read(ends[0], &byte, 1), -1);
  EXPECT_EQ(errno, EAGAIN);
  close(ends[0]);
  close(ends[1]);
  const int counter = static_cast<int>(indirect(call(SYS_eventfd2, 0, 0), O_NONBLOCK));
  std::uint64_t count;
  EXPECT_EQ(read(counter, &count, sizeof count), -1);
  EXPECT_EQ(errno, EAGAIN);
  close(counter);
}

// nacre_indirect makes accept4 instead of accept, for example. The arguments of the requested call must
// have their effect.
TEST(Indirect, OtherArgumentsReachTheCallThatTakesFlags) {
  std::uint64_t count = 0;
  const int counter = static_cast<int>(indirect(call(SYS_eventfd2, 7, 0), O_CLOEXEC));
  EXPECT_EQ(read(counter, &count, sizeof count), 8);
  EXPECT_EQ(count, 7u);
  close(counter);

  NEEDS_OLD_CALL(SYS_accept);
  Objects objects;
  sockaddr_un peer{};
  peer.sun_family = AF_INET;
  socklen_t length = sizeof peer;
  const long connection = indirect(call(SYS_accept, objects.listener.fd(), &peer, &length), O_CLOEXEC);
  ASSERT_GE(connection, 0);
  EXPECT_EQ(peer.sun_family, AF_UNIX);
  EXPECT_EQ(length, sizeof peer.sun_family);
  close(static_cast<int>(connection));

  const long high = indirect(call(SYS_fcntl, 2, F_DUPFD, 300), O_CLOEXEC);
  EXPECT_GE(high, 300);
  close(static_cast<int>(high));
  EXPECT_EQ(indirect(call(SYS_dup3, 2, 310, 0), O_CLOEXEC), 310);
  close(310);
}

// nacre_indirect makes open instead of creat.
TEST(Indirect, CreatStillCreatesAndTruncates) {
  NEEDS_OLD_CALL(SYS_creat);
  Objects objects;
  unlink(objects.path.c_str());
  const mode_t before = umask(0);
  const long file = indirect(call(SYS_creat, objects.path.c_str(), 0640), O_CLOEXEC);
  umask(before);
  struct stat status;
  ASSERT_EQ(fstat(static_cast<int>(file), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640u);
  EXPECT_EQ(fcntl(static_cast<int>(file), F_GETFL) & O_ACCMODE, O_WRONLY);
  EXPECT_EQ(write(static_cast<int>(file), "a", 1), 1);
  close(static_cast<int>(indirect(call(SYS_creat, objects.path.c_str(), 0640), O_CLOEXEC)));
  EXPECT_EQ(fstat(static_cast<int>(file), &status), 0);
  EXPECT_EQ(status.st_size, 0) << "the second creat must truncate the file";
  close(static_cast<int>(file));
}

TEST(Indirect, FlagsInAnArgumentAreKept) {
  const Registers calls[] = {call(SYS_socket, AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0),
                             call(SYS_eventfd2, 0, O_NONBLOCK), call(SYS_inotify_init1, O_NONBLOCK),
                             call(SYS_timerfd_create, CLOCK_MONOTONIC, O_NONBLOCK)};
  for (const Registers& one : calls) {
    const int fd = static_cast<int>(indirect(one, O_CLOEXEC));
    EXPECT_EQ(state_of(fd), (State{FD_CLOEXEC, O_NONBLOCK})) << one.number;
    close(fd);
  }
  const int fd =
      static_cast<int>(indirect(call(SYS_memfd_create, "sealed", int{MFD_ALLOW_SEALING}), O_CLOEXEC));
  EXPECT_EQ(fcntl(fd, F_GET_SEALS), 0);
  close(fd);
}

// nacre_indirect makes dup3 instead of dup2, but dup3 of a descriptor to itself fails with EINVAL.
TEST(Indirect, Dup2OfADescriptorToItselfChangesNothing) {
  NEEDS_OLD_CALL(SYS_dup2);
  const int fd = dup(2);
  EXPECT_EQ(indirect(call(SYS_dup2, fd, fd), O_CLOEXEC), fd);
  EXPECT_EQ(fcntl(fd, F_GETFD), 0);
  // The kernel uses only the lower half of the argument.
  auto wide = call(SYS_dup2, fd, fd);
  wide.arguments[1] |= std::uint64_t{1} << 32;
  EXPECT_EQ(indirect(wide, O_CLOEXEC), fd);
  close(fd);
  EXPECT_EQ(error_of(call(SYS_dup2, fd, fd), O_CLOEXEC), EBADF);
  EXPECT_EQ(error_of(call(SYS_dup3, 2, 2, 0), O_CLOEXEC), EINVAL);
}

// epoll_create1, which nacre_indirect makes instead, has no size.
TEST(Indirect, EpollCreateRequiresAPositiveSize) {
  NEEDS_OLD_CALL(SYS_epoll_create);
  for (const int size : {0, -1, INT_MIN})
    for (const int flags : {0, O_CLOEXEC})
      EXPECT_EQ(error_of(call(SYS_epoll_create, size), flags), EINVAL) << size;
}

// If signalfd gets an existing descriptor, it only changes the signals.
TEST(Indirect, ExistingSignalfdKeepsItsFlags) {
  NEEDS_OLD_CALL(SYS_signalfd);
  std::uint64_t mask = 1u << (SIGUSR1 - 1);
  const int fd = static_cast<int>(indirect(call(SYS_signalfd, -1, &mask, 8), 0));
  EXPECT_EQ(indirect(call(SYS_signalfd, fd, &mask, 8), kBoth), fd);
  EXPECT_EQ(state_of(fd), (State{0, 0}));
  close(fd);
}

TEST(Indirect, UnsupportedFlagsAreEINVAL) {
  for (const Row& row : kRows)
    for (const int flags : {O_NONBLOCK, kBoth, O_APPEND, O_CLOEXEC | O_APPEND, 1, INT_MIN, -1}) {
      if ((flags & ~row.accepted_flags) == 0) continue;
      Objects objects;
      const auto registers = row.arguments(objects);
      const auto trace = calls_in([&] { return error_of(registers, flags); });
      EXPECT_EQ(trace.end, "exit " + std::to_string(EINVAL)) << row.name << " " << flags;
      EXPECT_EQ(trace.calls.size(), 0u) << "a system call was made despite the error";
    }
}

TEST(Indirect, FlagsForACallThatMakesNoDescriptorAreEINVAL) {
  for (const long number : {SYS_read, SYS_close, SYS_getpid, SYS_execve, SYS_exit_group, SYS_futex})
    EXPECT_EQ(error_of(call(number, 0, 0, 0, 0, 0, 0), O_CLOEXEC), EINVAL) << number;
  for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_SETFL})
    EXPECT_EQ(error_of(call(SYS_fcntl, 2, command, 0), O_CLOEXEC), EINVAL) << command;
  EXPECT_EQ(indirect(call(SYS_getpid), 0), getpid()) << "a call without flags must be made";
  EXPECT_EQ(indirect(call(SYS_fcntl, 2, F_GETFD), 0), 0);
}

TEST(Indirect, UnknownCallNumberIsENOSYS) {
  constexpr unsigned kUnusedOnAllArchitectures = 415;
  constexpr std::uint64_t kHigher = std::uint64_t{1} << 32;
  for (const std::uint64_t number :
       {std::uint64_t{kUnusedOnAllArchitectures}, std::uint64_t{9999}, std::uint64_t{INT_MAX},
        ~std::uint64_t{0}, kHigher + SYS_getpid, kHigher + SYS_inotify_init1})
    for (const int flags : {0, O_CLOEXEC, -1}) {
      Registers registers = call(0, 0, 0, 0, 0, 0, 0);
      registers.number = number;
      EXPECT_EQ(error_of(registers, flags), ENOSYS) << number << " " << flags;
    }
}

TEST(Indirect, NullRegistersAreEFAULT) {
  const indirect_params params{{O_CLOEXEC}};
  errno = 0;
  EXPECT_EQ(nacre_indirect(nullptr, &params, sizeof params), -1);
  EXPECT_EQ(errno, EFAULT);
  errno = 0;
  EXPECT_EQ(nacre_indirect(nullptr, nullptr, 0), -1);
  EXPECT_EQ(errno, EFAULT);
}

// If the kernel has neither sys_indirect nor the call that accepts flags, nacre_indirect fails. It does
// not set the flags by a second call.
TEST(Indirect, MissingCallWithFlagsIsENOSYS) {
  for (const Row& row : kRows) {
    Objects objects;
    const auto registers = row.arguments(objects);
    EXPECT_EQ(
        test::in_child([&] {
          if (!test::Filter()
                   .refuse(row.call_with_flags, test::answer(ENOSYS))
                   .refuse(test::number_of_call(row.number, row.call_with_flags), test::answer(ENOSYS))
                   .install())
            return 99;
          return error_of(registers, O_CLOEXEC);
        }),
        "exit " + std::to_string(ENOSYS))
        << row.name;
  }
}

// nacre_indirect must not bypass a seccomp filter.
TEST(Indirect, FilteredCallFails) {
  for (const Row& row : kRows) {
    // The filter below would not see a call that is replaced by another one.
    if (row.number != row.call_with_flags) continue;
    Objects objects;
    const auto registers = row.arguments(objects);
    EXPECT_EQ(test::in_child([&] {
                if (!test::Filter().refuse(row.number, test::answer(EPERM)).install()) return 99;
                return error_of(registers, O_CLOEXEC);
              }),
              "exit " + std::to_string(EPERM))
        << row.name;
  }
}

// A parameter block of any size: the flags, then zeros in place of later fields.
struct Block {
  explicit Block(std::size_t size, int flags = kBoth) : bytes(size) {
    std::memcpy(bytes.data(), &flags, std::min(size, sizeof flags));
  }
  // Passes the first `size` bytes to nacre_indirect. Returns its errno, or 0 on success.
  int error(std::size_t size) const {
    const auto registers = call(SYS_inotify_init1, 0);
    errno = 0;
    const long answer =
        nacre_indirect(&registers, reinterpret_cast<const indirect_params*>(bytes.data()), size);
    if (answer < 0) return errno;
    state = state_of(static_cast<int>(answer));
    close(static_cast<int>(answer));
    return 0;
  }
  std::vector<unsigned char> bytes;
  mutable State state{-1, -1};  // the flags of the descriptor that error() made
};

TEST(IndirectSize, MissingFieldsAreZeros) {
  const Block block(sizeof(int));
  ASSERT_EQ(block.error(0), 0);
  EXPECT_EQ(block.state, (State{0, 0}));
  ASSERT_EQ(block.error(1), 0);
  EXPECT_EQ(block.state, (State{0, 0}));
  // From the low end, O_NONBLOCK is in the second byte and O_CLOEXEC in the third. On big-endian
  // processors, O_CLOEXEC is in the second byte in memory.
  const State second =
      std::endian::native == std::endian::little ? State{0, O_NONBLOCK} : State{FD_CLOEXEC, 0};
  ASSERT_EQ(block.error(2), 0);
  EXPECT_EQ(block.state, second);
  ASSERT_EQ(block.error(3), 0);
  EXPECT_EQ(block.state, (State{FD_CLOEXEC, O_NONBLOCK}));
}

// An inaccessible page follows the last byte of the block.
TEST(IndirectSize, ReadsNoByteBeyondTheBlock) {
  const std::size_t page = static_cast<std::size_t>(getpagesize());
  auto* const pages = static_cast<unsigned char*>(
      mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  mprotect(pages + page, page, PROT_NONE);
  for (const std::size_t size : {0, 1, 2, 3, 4, 5, 100}) {
    const auto registers = call(SYS_inotify_init1, 0);
    const long fd =
        nacre_indirect(&registers, reinterpret_cast<const indirect_params*>(pages + page - size), size);
    EXPECT_GE(fd, 0) << size;
    close(static_cast<int>(fd));
  }
  munmap(pages, 2 * page);
}

TEST(IndirectSize, UnknownNonzeroFieldIsE2BIG) {
  for (const std::size_t size : {std::size_t{5}, std::size_t{8}, std::size_t{100}, std::size_t{4096}}) {
    Block block(size);
    ASSERT_EQ(block.error(size), 0) << size;
    EXPECT_EQ(block.state, (State{FD_CLOEXEC, O_NONBLOCK}));
    for (const std::size_t at : {sizeof(int), size / 2 + 2, size - 1}) {
      block.bytes[at] = 1;
      EXPECT_EQ(block.error(size), E2BIG) << size << " " << at;
      EXPECT_EQ(block.error(at), 0) << "the byte is beyond this size";
      block.bytes[at] = 0;
    }
  }
}

TEST(IndirectSize, TooLongBlockOfZerosIsE2BIG) {
  EXPECT_EQ(NACRE_INDIRECT_LONGEST, 4096);
  const Block block(5000, 0);
  EXPECT_EQ(block.error(4096), 0);
  EXPECT_EQ(block.error(4097), E2BIG);
  EXPECT_EQ(block.error(SIZE_MAX), E2BIG);
  const auto registers = call(SYS_getpid);
  errno = 0;
  EXPECT_EQ(nacre_indirect(&registers, nullptr, 4097), -1);
  EXPECT_EQ(errno, E2BIG);
}

// If several arguments are wrong, the error for the size is reported.
TEST(IndirectSize, SizeIsCheckedBeforeTheCall) {
  const Block block(5000, -1);
  auto registers = call(SYS_getpid);
  for (const long number : {long{SYS_getpid}, long{SYS_dup}, 9999L}) {
    registers.number = static_cast<std::uint64_t>(number);
    errno = 0;
    EXPECT_EQ(
        nacre_indirect(&registers, reinterpret_cast<const indirect_params*>(block.bytes.data()), 4097),
        -1);
    EXPECT_EQ(errno, E2BIG) << number;
  }
}

// A thread that waits in an accept by nacre_indirect.
struct Waiting {
  explicit Waiting(int with) : flags(with) {}
  int flags;
  test::Listener listener;
  std::atomic<pid_t> thread{0};
  long answer = -2;
};

void* accept_in_thread(void* argument) {
  auto& waiting = *static_cast<Waiting*>(argument);
  const auto registers = call(SYS_accept, waiting.listener.fd(), nullptr, nullptr);
  waiting.thread = gettid();
  waiting.answer = indirect(registers, waiting.flags);
  return nullptr;
}

TEST(IndirectCancellation, ThreadThatWaitsInAcceptIsCancelled) {
  NEEDS_OLD_CALL(SYS_accept);
  for (const int flags : {0, O_CLOEXEC})
    EXPECT_EQ(test::in_child(
                  [&] {
                    Waiting waiting(flags);
                    pthread_t thread;
                    if (pthread_create(&thread, nullptr, accept_in_thread, &waiting) != 0) return 1;
                    while (waiting.thread == 0) usleep(100);
                    if (!test::waits_in(
                            waiting.thread,
                            flags == 0 ? SYS_accept : test::number_of_call(SYS_accept, SYS_accept4)))
                      return 2;
                    pthread_cancel(thread);
                    void* result = nullptr;
                    pthread_join(thread, &result);
                    return result == PTHREAD_CANCELED && waiting.answer == -2 ? 0 : 3;
                  },
                  10),
              "exit 0");
}

// Calls nacre_indirect in a thread with a pending cancellation. Returns whether the call cancels the
// thread.
bool ends_a_cancelled_thread(const Row& row) {
  Objects objects;
  Registers registers = row.arguments(objects);
  pthread_t thread;
  const auto body = [](void* asked) -> void* {
    pthread_cancel(pthread_self());
    indirect(*static_cast<Registers*>(asked), O_CLOEXEC);
    return nullptr;
  };
  pthread_create(&thread, nullptr, body, &registers);
  void* result = nullptr;
  pthread_join(thread, &result);
  return result == PTHREAD_CANCELED;
}

TEST(IndirectCancellation, OnlyAcceptAndOpenAreCancellationPoints) {
  for (const Row& row : kRows) {
    const std::string name = row.name;
    const bool is_point =
        name == "accept" || name == "accept4" || name == "open" || name == "openat" || name == "creat";
    EXPECT_EQ(test::in_child([&] { return ends_a_cancelled_thread(row); }),
              is_point ? "exit 1" : "exit 0")
        << name;
  }
}

TEST(Indirect, ThreadsAndSignalHandlersMayCallIt) {
  std::atomic<int> wrong{0};
  static std::atomic<int>* counted;
  counted = &wrong;
  std::signal(SIGUSR1, [](int) {
    const int kept = errno;
    const int fd = static_cast<int>(indirect(call(SYS_inotify_init1, 0), O_CLOEXEC));
    if (fd >= 0 && state_of(fd) != State{FD_CLOEXEC, 0}) ++*counted;
    if (fd >= 0) close(fd);
    errno = kept;
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&wrong, t] {
      for (int i = 0; i < 300; ++i) {
        const int flags = t % 2 == 0 ? O_CLOEXEC : O_NONBLOCK;
        const int fd = static_cast<int>(indirect(call(SYS_eventfd2, 0, 0), flags));
        if (state_of(fd) != State{flags == O_CLOEXEC ? FD_CLOEXEC : 0, flags & O_NONBLOCK}) ++wrong;
        close(fd);
        if (i % 10 == 0) pthread_kill(pthread_self(), SIGUSR1);
      }
    });
  for (auto& thread : threads) thread.join();
  std::signal(SIGUSR1, SIG_DFL);
  EXPECT_EQ(wrong, 0);
}

}  // namespace
