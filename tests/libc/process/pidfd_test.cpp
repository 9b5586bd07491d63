// SPDX-License-Identifier: MIT
// Tests the pidfd functions, tgkill and pthread_sigqueue.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <string>
#include <thread>

#include "tests/support/child.hpp"

namespace {

// Creates a child that waits until it is killed.
pid_t sleeper() {
  const pid_t child = fork();
  if (child != 0) return child;
  alarm(60);
  for (;;) pause();
}

// Provides a child and its pidfd.
class Pidfd : public testing::Test {
 protected:
  void SetUp() override {
    child_ = sleeper();
    pidfd_ = pidfd_open(child_, 0);
    if (pidfd_ < 0 && errno == ENOSYS) GTEST_SKIP() << "this kernel has no pidfd_open";
    ASSERT_GE(pidfd_, 0);
  }
  void TearDown() override {
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    if (pidfd_ >= 0) close(pidfd_);
  }
  pid_t child_ = -1;
  int pidfd_ = -1;
};

TEST_F(Pidfd, IsCloseOnExecAndIdentifiesItsProcess) {
  EXPECT_EQ(fcntl(pidfd_, F_GETFD), FD_CLOEXEC);
  errno = 77;
  EXPECT_EQ(pidfd_getpid(pidfd_), child_);
  EXPECT_EQ(errno, 77);
}

// pidfd_getpid reads /proc/thread-self/fdinfo/N, where N is the number of the descriptor. N has four
// digits here.
TEST_F(Pidfd, GetpidWorksForADescriptorAbove1000) {
  const int high = fcntl(pidfd_, F_DUPFD_CLOEXEC, 1000);
  ASSERT_GE(high, 1000);
  EXPECT_EQ(pidfd_getpid(high), child_);
  close(high);
}

TEST_F(Pidfd, ReportsThatItsProcessHasEnded) {
  EXPECT_EQ(pidfd_send_signal(pidfd_, SIGKILL, nullptr, 0), 0);
  pollfd ended{pidfd_, POLLIN, 0};
  EXPECT_EQ(poll(&ended, 1, 60000), 1);
  EXPECT_EQ(pidfd_getpid(pidfd_), child_) << "the process is a zombie until it is waited for";
  siginfo_t info{};
  EXPECT_EQ(waitid(P_PIDFD, pidfd_, &info, WEXITED), 0);
  EXPECT_EQ(info.si_status, SIGKILL);
  errno = 0;
  EXPECT_EQ(pidfd_getpid(pidfd_), -1);
  EXPECT_EQ(errno, ESRCH);
  errno = 0;
  EXPECT_EQ(pidfd_send_signal(pidfd_, 0, nullptr, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

TEST_F(Pidfd, GetpidOfADescriptorThatIsNoPidfdIsEBADF) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  for (const int file : {ends[0], 999, -1, -10000}) {
    errno = 0;
    EXPECT_EQ(pidfd_getpid(file), -1) << "descriptor " << file;
    EXPECT_EQ(errno, EBADF) << "descriptor " << file;
  }
  close(ends[0]);
  close(ends[1]);
}

TEST_F(Pidfd, GetpidOfAProcessOutsideThePidNamespaceIsEREMOTE) {
  constexpr int kNoNamespaces = 77;
  const std::string end = test::in_child([] {
    // The next child is the first process of a new PID namespace, in which its parent has no process ID.
    // The child mounts /proc for this namespace and asks for the process ID of its parent.
    const int parent = pidfd_open(getpid(), 0);
    if (parent < 0 || unshare(CLONE_NEWPID | CLONE_NEWNS) != 0) return kNoNamespaces;
    const pid_t child = fork();
    if (child == 0) {
      if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) _exit(kNoNamespaces);
      if (mount("proc", "/proc", "proc", 0, nullptr) != 0) _exit(kNoNamespaces);
      _exit(pidfd_getpid(parent) == -1 && errno == EREMOTE ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
  });
  if (end == "exit " + std::to_string(kNoNamespaces))
    GTEST_SKIP() << "this user cannot create namespaces";
  EXPECT_EQ(end, "exit 0");
}

TEST_F(Pidfd, PidfdGetfdDuplicatesADescriptor) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const int self = pidfd_open(getpid(), 0);
  const int taken = pidfd_getfd(self, ends[1], 0);
  if (taken < 0 && errno == ENOSYS) GTEST_SKIP() << "this kernel has no pidfd_getfd";
  ASSERT_GE(taken, 0);
  EXPECT_EQ(fcntl(taken, F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(write(taken, "a", 1), 1);
  char byte = 0;
  EXPECT_EQ(read(ends[0], &byte, 1), 1);
  for (const int file : {ends[0], ends[1], self, taken}) close(file);
}

// The handler must run in the signaled thread. This is not the main thread: the main thread would also
// handle a signal that was wrongly sent to the whole process.
TEST(ThreadSignals, TgkillAndPthreadSigqueueSignalOnlyTheirThread) {
  static std::atomic<int> handled_by, value, others_id;
  static std::atomic<bool> ends;
  handled_by = value = others_id = 0;
  ends = false;
  struct sigaction action {};
  action.sa_flags = SA_SIGINFO;
  action.sa_sigaction = [](int, siginfo_t* info, void*) {
    value = info->si_value.sival_int;
    handled_by = gettid();
  };
  struct sigaction before;
  sigaction(SIGUSR1, &action, &before);
  std::thread other([] {
    others_id = gettid();
    while (!ends) usleep(1000);
  });
  while (others_id == 0) usleep(1000);
  // Waits until the handler has run. Returns the thread in which it ran.
  const auto wait_for_handler = [] {
    for (int tries = 0; handled_by == 0 && tries < 10000; ++tries) usleep(1000);
    return handled_by.exchange(0);
  };
  EXPECT_EQ(tgkill(getpid(), others_id, SIGUSR1), 0);
  EXPECT_EQ(wait_for_handler(), others_id);
  sigval sent{};
  sent.sival_int = 4711;
  const pthread_t handle = other.native_handle();
  EXPECT_EQ(pthread_sigqueue(handle, SIGUSR1, sent), 0);
  EXPECT_EQ(wait_for_handler(), others_id);
  EXPECT_EQ(value, 4711);
  // musl uses signal 32 itself, and 65 is not a signal.
  EXPECT_EQ(pthread_sigqueue(handle, 32, sent), EINVAL);
  EXPECT_EQ(pthread_sigqueue(handle, 65, sent), EINVAL);
  ends = true;
  while (pthread_gettid_np(handle) != -1) usleep(1000);
  EXPECT_EQ(pthread_sigqueue(handle, SIGUSR1, sent), ESRCH) << "the thread has ended";
  EXPECT_EQ(handled_by, 0);
  other.join();
  sigaction(SIGUSR1, &before, nullptr);
}

// A thread unshares its descriptor table, and replaces the pidfd there by one of its own process.
// pidfd_getpid must read /proc/thread-self, because /proc/self shows the table of the main thread.
TEST_F(Pidfd, PidfdGetpidUsesTheThreadsOwnTable) {
  EXPECT_EQ(test::in_child([this] {
              int answer = 1;  // the thread could not prepare the test
              std::thread([&] {
                if (unshare(CLONE_FILES) != 0) return;
                const int self = pidfd_open(getpid(), 0);
                if (self < 0 || dup2(self, pidfd_) != pidfd_) return;
                answer = pidfd_getpid(pidfd_) == getpid() ? 0 : 2;
              }).join();
              return answer;
            }),
            "exit 0");
}

}  // namespace
