// SPDX-License-Identifier: MIT
// Tests functions that only pass their arguments to the kernel. Each must make its system call with all
// arguments. sysdeps/linux/syscalls.list lists most of these functions. kCalls, below, has a call of
// each. In the tests with a seccomp filter, a child process calls the function. It ends with the errno
// of the call; with 98 if the call succeeded; with 99 if no filter could be installed.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <nacre/memory.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/libc/pass_through_names.hpp"
#include "tests/support/child.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/trace.hpp"

namespace {

using Words = std::vector<std::uint64_t>;

struct PassedThrough {
  const char* name;
  long number;
  std::function<long()> call;
  Words words;  // the expected arguments of the system call
};

constexpr std::uint64_t kAllOnes = ~std::uint64_t{0};  // the argument -1; kAllOnes - 1 is -2, and so on
constexpr std::uint64_t kAddressWord = 0x12345678abcdef00, kLengthWord = 0x123456789abc,
                        kFlagsWord = 0xfedcba987654;
// The same values as arguments of the functions. On 32-bit architectures, only the lower half remains.
const auto kAddress = reinterpret_cast<void*>(static_cast<std::uintptr_t>(kAddressWord));
constexpr auto kLength = static_cast<std::size_t>(kLengthWord);

template <class Type>
Type* at(std::uint64_t address) {
  return reinterpret_cast<Type*>(address);
}

// Columns: the function, its system call, a call with invalid arguments, which must fail, and the
// arguments that the system call must have.
const PassedThrough kCalls[] = {
    {"mseal",
     SYS_mseal,
     [] { return mseal(kAddress, kLength, static_cast<unsigned long>(kFlagsWord)); },
     {kAddressWord, kLengthWord, kFlagsWord}},
    {"pkey_alloc",
     SYS_pkey_alloc,
     [] { return pkey_alloc(0xfffffff1, 0x87654321); },
     {0xfffffff1, 0x87654321}},
    {"pkey_free", SYS_pkey_free, [] { return pkey_free(-77); }, {kAllOnes - 76}},
    // Not in syscalls.list, because pkey_mprotect with the key -1 does not make its system call.
    {"pkey_mprotect",
     SYS_pkey_mprotect,
     [] { return pkey_mprotect(kAddress, kLength, -3, -77); },
     {kAddressWord, kLengthWord, kAllOnes - 2, kAllOnes - 76}},
    {"process_madvise",
     SYS_process_madvise,
     [] { return process_madvise(-2, at<iovec>(0x1234567800), kLength, -4, 0x87654321); },
     {kAllOnes - 1, 0x1234567800, kLengthWord, kAllOnes - 3, 0x87654321}},
    {"process_mrelease",
     SYS_process_mrelease,
     [] { return process_mrelease(-2, 0x87654321); },
     {kAllOnes - 1, 0x87654321}},
    {"nacre_memfd_secret",
     SYS_memfd_secret,
     [] { return nacre_memfd_secret(0x87654321); },
     {0x87654321}},
    {"nacre_cachestat",
     SYS_cachestat,
     [] {
       return nacre_cachestat(0xfffffff1, at<nacre_cachestat_range>(0x1234567800),
                              at<nacre_cachestat_counts>(0x8765432100), 0x87654321);
     },
     {0xfffffff1, 0x1234567800, 0x8765432100, 0x87654321}},
    {"nacre_map_shadow_stack",
     SYS_map_shadow_stack,
     [] { return reinterpret_cast<long>(nacre_map_shadow_stack(kAddress, kLength, 0x87654321)); },
     {kAddressWord, kLengthWord, 0x87654321}},
    {"close_range",
     SYS_close_range,
     [] { return close_range(0xfffffff1, 0x87654321, 0x12345678); },
     {0xfffffff1, 0x87654321, 0x12345678}},
    {"execveat",
     SYS_execveat,
     [] {
       return execveat(-2, at<char>(0x1234567800), at<char*>(0x2345678900), at<char*>(0x3456789a00), -3);
     },
     {kAllOnes - 1, 0x1234567800, 0x2345678900, 0x3456789a00, kAllOnes - 2}},
    {"openat2",
     SYS_openat2,
     [] { return openat2(-2, at<char>(0x1234567800), at<open_how>(0x2345678900), kLength); },
     {kAllOnes - 1, 0x1234567800, 0x2345678900, kLengthWord}},
    {"epoll_pwait2",
     SYS_epoll_pwait2,
     [] {
       return epoll_pwait2(-2, at<epoll_event>(0x1234567800), -3, at<timespec>(0x2345678900),
                           at<sigset_t>(0x3456789a00));
     },
     // The last argument is the size of the kernel's signal set.
     {kAllOnes - 1, 0x1234567800, kAllOnes - 2, 0x2345678900, 0x3456789a00, 8}},
    {"pidfd_open",
     SYS_pidfd_open,
     [] { return pidfd_open(-2, 0x87654321); },
     {kAllOnes - 1, 0x87654321}},
    {"pidfd_getfd",
     SYS_pidfd_getfd,
     [] { return pidfd_getfd(-2, -3, 0x87654321); },
     {kAllOnes - 1, kAllOnes - 2, 0x87654321}},
    {"pidfd_send_signal",
     SYS_pidfd_send_signal,
     [] { return pidfd_send_signal(-2, -3, at<siginfo_t>(0x1234567800), 0x87654321); },
     {kAllOnes - 1, kAllOnes - 2, 0x1234567800, 0x87654321}},
    {"tgkill",
     SYS_tgkill,
     [] { return tgkill(-2, -3, -4); },
     {kAllOnes - 1, kAllOnes - 2, kAllOnes - 3}},
    // The third argument of the system call, a cache, is unused since Linux 2.6.24.
    {"getcpu",
     SYS_getcpu,
     [] { return getcpu(at<unsigned>(0x1234567800), at<unsigned>(0x2345678900)); },
     {0x1234567800, 0x2345678900, 0}},
    {"sched_setattr",
     SYS_sched_setattr,
     [] { return sched_setattr(-2, at<sched_attr>(0x1234567800), 0x87654321); },
     {kAllOnes - 1, 0x1234567800, 0x87654321}},
    {"sched_getattr",
     SYS_sched_getattr,
     [] { return sched_getattr(-2, at<sched_attr>(0x1234567800), 0xfffffff1, 0x87654321); },
     {kAllOnes - 1, 0x1234567800, 0xfffffff1, 0x87654321}},
    {"fsopen",
     SYS_fsopen,
     [] { return fsopen(at<char>(0x1234567800), 0x87654321); },
     {0x1234567800, 0x87654321}},
    {"fsconfig",
     SYS_fsconfig,
     [] { return fsconfig(-2, 0x87654321, at<char>(0x1234567800), at<void>(0x2345678900), -3); },
     {kAllOnes - 1, 0x87654321, 0x1234567800, 0x2345678900, kAllOnes - 2}},
    {"fsmount",
     SYS_fsmount,
     [] { return fsmount(-2, 0x87654321, 0xfffffff1); },
     {kAllOnes - 1, 0x87654321, 0xfffffff1}},
    {"fspick",
     SYS_fspick,
     [] { return fspick(-2, at<char>(0x1234567800), 0x87654321); },
     {kAllOnes - 1, 0x1234567800, 0x87654321}},
    {"move_mount",
     SYS_move_mount,
     [] { return move_mount(-2, at<char>(0x1234567800), -3, at<char>(0x2345678900), 0x87654321); },
     {kAllOnes - 1, 0x1234567800, kAllOnes - 2, 0x2345678900, 0x87654321}},
    {"open_tree",
     SYS_open_tree,
     [] { return open_tree(-2, at<char>(0x1234567800), 0x87654321); },
     {kAllOnes - 1, 0x1234567800, 0x87654321}},
    {"mount_setattr",
     SYS_mount_setattr,
     [] {
       return mount_setattr(-2, at<char>(0x1234567800), 0x87654321, at<mount_attr>(0x2345678900),
                            kLength);
     },
     {kAllOnes - 1, 0x1234567800, 0x87654321, 0x2345678900, kLengthWord}},
    // memfd_create and mlock2 are functions of musl, so they are not in syscalls.list.
    {"memfd_create",
     SYS_memfd_create,
     [] { return memfd_create(at<char>(0x1234567800), 0xfffffff1); },
     {0x1234567800, 0xfffffff1}},
    {"mlock2",
     SYS_mlock2,
     [] { return mlock2(kAddress, kLength, 0x87654321); },
     {kAddressWord, kLengthWord, 0x87654321}},
};

TEST(PassThroughCalls, EachListedFunctionIsTested) {
  EXPECT_FALSE(test::pass_through_names().empty());
  for (const auto& function : test::pass_through_names())
    EXPECT_TRUE(std::any_of(std::begin(kCalls), std::end(kCalls),
                            [&](const PassedThrough& call) { return call.name == function; }))
        << function << " is in syscalls.list, and has no call in kCalls";
}

TEST(PassThrough, FunctionMakesOneSystemCallWithAllArguments) {
  for (const auto& [name, number, call, words] : kCalls) {
    SCOPED_TRACE(name);
    if (number < 0) continue;  // this architecture lacks the call
    const auto trace = test::trace([&] { return call() == -1 ? 0 : 1; });
    EXPECT_EQ(trace.end, "exit 0");
    ASSERT_EQ(trace.count(number), 1u);
    const auto made = std::find_if(
        trace.calls.begin(), trace.calls.end(),
        [number = number](const auto& one) { return one.number == static_cast<std::uint64_t>(number); });
    // The expected words have 64 bits. System calls of 32-bit architectures have the lower halves.
    for (std::size_t i = 0; i < words.size(); ++i)
      EXPECT_EQ(made->arguments[i], static_cast<unsigned long>(words[i])) << "argument " << i;
  }
}

// A seccomp filter simulates a kernel without the system call.
TEST(PassThrough, MissingSystemCallIsENOSYS) {
  for (const auto& [name, number, call, words] : kCalls)
    EXPECT_EQ(test::in_child([&, number = number] {
                if (!test::Filter().refuse(number, test::answer(ENOSYS)).install()) return 99;
                errno = 0;
                return call() == -1 ? errno : 98;
              }),
              "exit " + std::to_string(ENOSYS))
        << name;
}

// A seccomp filter fails the system call with EDOM, as a sandbox might. The function must report EDOM.
TEST(PassThrough, ErrorOfASandboxIsReported) {
  for (const auto& [name, number, call, words] : kCalls) {
    if (number < 0) continue;
    EXPECT_EQ(test::in_child([&, number = number] {
                if (!test::Filter().refuse(number, test::answer(EDOM)).install()) return 99;
                return call() == -1 ? errno : 98;
              }),
              "exit " + std::to_string(EDOM))
        << name;
  }
}

}  // namespace
