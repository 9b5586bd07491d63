// SPDX-License-Identifier: MIT
// Tests libc/fd/with_fallback.hpp: injects errors into the system calls that make descriptors with
// flags. Depending on the error, the libc's function must return it, or make the descriptor by an older
// system call. Children of the tests exit with an errno value, with 199 if the filter cannot be
// installed, or with 198 if a descriptor has wrong flags.
#include "support/errors.hpp"

#include <gtest/gtest.h>
#include <sys/ioctl.h>

#include <thread>

#include "tests/libc/fd/descriptor_functions.hpp"
#include "tests/support/child.hpp"
#include "tests/support/old_calls.hpp"

namespace {

using test::Descriptors;

constexpr int kErrors[] = {ENOSYS, EPERM, EAGAIN, EMFILE,         ENFILE,
                           ENOMEM, EINTR, EINVAL, EPROTONOSUPPORT};

enum Expected { kPassedOn, kOlderCall };

// The expected result of ENOSYS for pipe2, dup3 and signalfd. On architectures without the
// older calls (pipe, dup2 and signalfd), the libc returns the error.
constexpr Expected kOlderCallIfAny = test::kHasOlderCalls ? kOlderCall : kPassedOn;
// The expected result of ENOSYS for sockets. On architectures with the system call socketcall, the libc
// tries socketcall too.
#ifdef SYS_socketcall
constexpr Expected kSocketcallIfAny = kOlderCall;
#else
constexpr Expected kSocketcallIfAny = kPassedOn;
#endif

struct Row {
  const char* name;
  Descriptors (*make)(int flags);
  int flags;
  void (*inject)(test::Filter&, unsigned action);  // makes the filter apply `action` to the system call
  Expected expected[std::size(kErrors)];           // the result of each error in kErrors
};

template <long number>
void inject_into(test::Filter& filter, unsigned action) {
  filter.refuse(number, action);
}
// Injects only into calls whose type argument has flags. So the older call, without flags, succeeds.
template <long number>
void inject_into_type_with_flags(test::Filter& filter, unsigned action) {
  filter.refuse_bits(number, 1, SOCK_CLOEXEC | SOCK_NONBLOCK, action);
}
void inject_into_accept4(test::Filter& filter, unsigned action) { filter.refuse_accept4(action); }

constexpr int kBoth = O_CLOEXEC | O_NONBLOCK;
constexpr Expected P = kPassedOn, O = kOlderCall;

const Row kRows[] = {
    // The last field has one result for each of: ENOSYS, EPERM, EAGAIN, EMFILE, ENFILE, ENOMEM, EINTR,
    // EINVAL, EPROTONOSUPPORT
    {"accept4", test::make_accept4, kBoth, inject_into_accept4, {O, P, P, P, P, P, P, P, P}},
    {"accept4_of_event_loop",
     test::make_accept4_of_event_loop,
     kBoth,
     inject_into_accept4,
     {O, P, P, P, P, P, P, P, P}},
    {"dup3",
     test::make_dup3,
     O_CLOEXEC,
     inject_into<SYS_dup3>,
     {kOlderCallIfAny, P, P, P, P, P, P, P, P}},
    {"signalfd",
     test::make_signalfd,
     kBoth,
     inject_into<SYS_signalfd4>,
     {kOlderCallIfAny, P, P, P, P, P, P, P, P}},
    {"socket",
     test::make_socket,
     kBoth,
     inject_into_type_with_flags<SYS_socket>,
     {kSocketcallIfAny, P, P, P, P, P, P, O, O}},
    {"socketpair",
     test::make_socketpair,
     kBoth,
     inject_into_type_with_flags<SYS_socketpair>,
     {kSocketcallIfAny, P, P, P, P, P, P, O, O}},
    {"pipe2",
     test::make_pipe2,
     kBoth,
     inject_into<SYS_pipe2>,
     {kOlderCallIfAny, P, P, P, P, P, P, P, P}},
    // Without flags, the libc makes only the older call, so these rows inject into it.
    {"pipe2_without_flags", test::make_pipe2, 0, inject_into<SYS_pipe>, {P, P, P, P, P, P, P, P, P}},
    {"dup3_without_flags", test::make_dup3, 0, inject_into<SYS_dup2>, {P, P, P, P, P, P, P, P, P}},
};

class DescriptorErrors : public testing::TestWithParam<Row> {};

TEST_P(DescriptorErrors, ArePassedOnOrCauseTheOlderCall) {
  const Row& row = GetParam();
  if (row.flags == 0 && !test::kHasOlderCalls) GTEST_SKIP() << "this architecture has no such call";
  for (std::size_t i = 0; i < std::size(kErrors); ++i) {
    const std::string end = test::in_child([&] {
      test::Filter filter;
      row.inject(filter, test::answer(kErrors[i]));
      if (!filter.install()) return 199;
      const Descriptors made = row.make(row.flags);
      return made.empty() ? errno : test::wrong_flags(made, row.flags) == 0 ? 0 : 198;
    });
    const int expected = row.expected[i] == kOlderCall ? 0 : kErrors[i];
    EXPECT_EQ(end, "exit " + std::to_string(expected)) << strerror(kErrors[i]);
  }
}

INSTANTIATE_TEST_SUITE_P(Each, DescriptorErrors, testing::ValuesIn(kRows),
                         [](const auto& row) { return row.param.name; });

// A transient error (support/errors.hpp) must not also be classified as a missing call.
TEST(ErrorClasses, TransientErrorCausesNoFallback) {
  int transient = 0;
  for (int error = 1; error < 200; ++error) {
    if (!nacre::is_transient(error)) continue;
    ++transient;
    EXPECT_FALSE(nacre::is_missing(error) || nacre::is_unknown_type(error)) << strerror(error);
  }
  EXPECT_EQ(transient, 5) << "EAGAIN, EMFILE, ENFILE, ENOMEM and EINTR";
}

// The kernel returns EBUSY while another thread is opening a file whose descriptor gets the number of
// the target. Opening a FIFO may wait forever, so dup3 must not repeat the call forever.
TEST(Dup3, ReturnsEBUSYWhenTheTargetStaysBusy) {
  EXPECT_EQ(test::in_child([] {
              test::Filter filter;
              inject_into<SYS_dup3>(filter, test::answer(EBUSY));
              if (!filter.install()) return 199;
              return dup3(0, 77, O_CLOEXEC) == -1 ? errno : 0;
            }),
            "exit " + std::to_string(EBUSY));
}

// A second thread answers the dup3 system calls through seccomp notifications: three times with EBUSY,
// and then it lets the kernel make the call.
TEST(Dup3, RepeatsTheCallWhenTheTargetIsBusyForAWhile) {
  EXPECT_EQ(test::in_child([] {
              const int listener = test::Filter().refuse(SYS_dup3, test::kNotify).listen();
              if (listener < 0) return 0;  // this kernel has no seccomp notifications
              std::thread kernel([listener] {
                for (int call = 1; call <= 4; ++call) {
                  seccomp_notif asked{};
                  ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked);
                  seccomp_notif_resp busy{asked.id, 0, -EBUSY, 0};
                  seccomp_notif_resp go_on{asked.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE};
                  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, call < 4 ? &busy : &go_on);
                }
              });
              const int made = dup3(0, 77, O_CLOEXEC);
              kernel.join();
              return made == 77 ? 0 : 1;
            }),
            "exit 0");
}

}  // namespace
