// SPDX-License-Identifier: MIT
// On a kernel without pipe2, accept4 and so on, the fallback makes a descriptor and then sets
// close-on-exec. If another thread forks and executes a program between the two calls (the window), the
// program inherits the descriptor. So the fallback holds a lock, the child lock, during both calls, and
// forks wait for this lock (docs/descriptors.md). The tests suspend the second call with a seccomp
// notification. The call continues when the other thread has executed a program, or after a time limit.
// Children of the tests exit with 0 on success, with kLeaked + n if the program inherited n descriptors,
// with 96 to 99 if a test could not be set up, and with another number if a check failed.
#include <gtest/gtest.h>
#include <nacre/secret.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "tests/libc/fd/descriptor_functions.hpp"
#include "tests/support/child.hpp"
#include "tests/support/old_calls.hpp"
#include "tests/support/program.hpp"
#include "tests/support/waits_in.hpp"

namespace {

using test::Descriptors;

constexpr int kLeaked = 40;  // exit status: kLeaked + the number of leaked descriptors
constexpr int kNoFilter = 99;

// Receives and continues the system calls that a seccomp filter suspends.
class SuspendedCalls {
 public:
  explicit SuspendedCalls(int listener) : listener_(listener) {}
  std::uint64_t receive() const {
    seccomp_notif notification{};
    ioctl(listener_, SECCOMP_IOCTL_NOTIF_RECV, &notification);
    return notification.id;
  }
  void resume(std::uint64_t id) const {
    seccomp_notif_resp answer{id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    ioctl(listener_, SECCOMP_IOCTL_NOTIF_SEND, &answer);
  }
  // Waits up to a millisecond for a suspended call, and continues it.
  void resume_next() const {
    pollfd coming{listener_, POLLIN, 0};
    if (poll(&coming, 1, 1) > 0) resume(receive());
  }

 private:
  int listener_;
};

// The ways to create a child: fork, _Fork, posix_spawn.
enum class By { fork, bare_fork, spawn };

// Executes the program and returns its exit status: how many of the descriptors in `words` are open in
// it.
int execute(By by, const std::string& path, char* const* words) {
  pid_t child = -1;
  if (by == By::spawn) {
    if (posix_spawn(&child, path.c_str(), nullptr, nullptr, words, nullptr) != 0) return 126;
  } else {
    child = by == By::fork ? fork() : _Fork();
    if (child == 0) {
      execv(path.c_str(), words);
      _exit(127);
    }
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  return WEXITSTATUS(status);
}

// The time limit in milliseconds for which the call that sets close-on-exec is suspended. If the window
// is open (other threads can fork), the executed program ends earlier, even on a slow machine. If it is
// closed, the fork waits until the call continues.
enum class Window { open = 15000, closed = 200 };

// Calls `make` and suspends the call that sets close-on-exec. Meanwhile, another thread executes a
// program. Returns 0 if the program has none of the descriptors that `make` makes, or kLeaked + n if it
// has n of them. `refuse` makes the filter fail the system calls that the kernel is to lack.
int leak(const std::function<Descriptors()>& make, By by, Window window,
         const std::function<void(test::Filter&)>& refuse) {
  // The arguments of the program are the numbers of the descriptors that are closed now. The program
  // counts how many of these it has open.
  const std::string path = test::program("open_descriptors");
  std::vector<std::string> text = {path};
  for (int fd = 3; fd < 100; ++fd)
    if (fcntl(fd, F_GETFD) < 0) text.push_back(std::to_string(fd));
  std::vector<char*> words;
  for (auto& word : text) words.push_back(word.data());
  words.push_back(nullptr);

  test::Filter filter;
  refuse(filter);
  filter.refuse_fcntl(F_SETFD, test::kNotify);
  const int listener = filter.listen();
  if (listener < 0) return kNoFilter;
  const SuspendedCalls suspended(listener);

  std::atomic<bool> is_suspended = false;
  std::atomic<int> open_in_program = -1;
  // This thread must not take a lock, because a thread that waits to fork may hold it.
  std::thread notifier([&] {
    const std::uint64_t first = suspended.receive();
    is_suspended = true;
    is_suspended.notify_all();
    // The child of posix_spawn sets flags of its own descriptors, and is suspended too.
    for (int i = 0; i < static_cast<int>(window) && open_in_program < 0; ++i) suspended.resume_next();
    suspended.resume(first);
    for (;;) suspended.resume_next();
  });
  notifier.detach();
  std::thread forker([&] {
    is_suspended.wait(false);
    open_in_program = execute(by, path, words.data());
  });
  const Descriptors made = make();
  forker.join();
  if (made.empty()) return 98;
  return open_in_program == 0 ? 0 : kLeaked + open_in_program;
}

struct Method {
  const char* name;
  By by;
};
constexpr Method kMethods[] = {{"fork", By::fork}, {"_Fork", By::bare_fork}, {"posix_spawn", By::spawn}};

// Calls leak() in a child, and returns how the child ended.
std::string leaked(const std::function<Descriptors()>& make, By by, Window window,
                   const std::function<void(test::Filter&)>& refuse) {
  return test::in_child([&] { return leak(make, by, window, refuse); }, 20);
}

Descriptors pipe_then_flags() {
  int ends[2];
  if (pipe(ends) != 0) return {};
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return {ends[0], ends[1]};
}

#define NEEDS_SECCOMP_NOTIFICATIONS()                                                               \
  if (test::in_child([] { return test::Filter().refuse(SYS_acct, test::kNotify).listen() < 0; }) != \
      "exit 0")                                                                                     \
  GTEST_SKIP() << "this kernel has no seccomp notifications"

// Without the child lock, both ends of a pipe leak. So the tests below would notice a leak.
TEST(DescriptorWindow, ProgramThatSetsTheFlagItselfLeaks) {
  NEEDS_SECCOMP_NOTIFICATIONS();
  for (const auto& [name, by] : kMethods)
    EXPECT_EQ(leaked(pipe_then_flags, by, Window::open, [](test::Filter&) {}),
              "exit " + std::to_string(kLeaked + 2))
        << name;
}

class DescriptorWindowOf : public testing::TestWithParam<test::DescriptorMaker> {};

TEST_P(DescriptorWindowOf, FallbackDoesNotLeakToAFork) {
  NEEDS_SECCOMP_NOTIFICATIONS();
  const auto& row = GetParam();
  for (const auto& [name, by] : kMethods)
    EXPECT_EQ(leaked([&] { return row.make(O_CLOEXEC); }, by, Window::closed,
                     [&](test::Filter& filter) { row.refuse(filter, O_CLOEXEC); }),
              "exit 0")
        << name;
}

// Calls posix_spawn in another thread. The child first opens a FIFO that has no writer, so it waits.
// posix_spawn returns only after the child has executed its program, so it waits too.
class SpawnThatWaits {
 public:
  explicit SpawnThatWaits(const std::string& fifo) : fifo_(fifo) {
    thread_ = std::thread([this] {
      thread_number_ = gettid();
      posix_spawn_file_actions_t actions;
      posix_spawn_file_actions_init(&actions);
      posix_spawn_file_actions_addopen(&actions, 0, fifo_.c_str(), O_RDONLY, 0);
      // The program counts the open descriptors among its arguments. 99 is closed, so it exits with 0.
      std::string path = test::program("open_descriptors"), none = "99";
      char* words[] = {path.data(), none.data(), nullptr};
      if (posix_spawn(&child_, path.c_str(), &actions, nullptr, words, nullptr) != 0) child_ = -1;
      posix_spawn_file_actions_destroy(&actions);
    });
    while (thread_number_ == 0) sched_yield();
  }
  bool waits() const { return test::waits_in(thread_number_, SYS_clone); }
  // Opens the FIFO, so that the child continues. Returns the program's exit status, or 1 after an error.
  int finish() {
    const int file = open(fifo_.c_str(), O_WRONLY | O_CLOEXEC);
    thread_.join();
    close(file);
    int status = 0;
    return child_ > 0 && waitpid(child_, &status, 0) == child_ ? WEXITSTATUS(status) : 1;
  }

 private:
  std::string fifo_;
  std::atomic<pid_t> thread_number_ = 0;
  pid_t child_ = -1;
  std::thread thread_;
};

class Fifo {
 public:
  Fifo() {
    if (mkdtemp(folder_) == nullptr) return;
    path_ = std::string(folder_) + "/fifo";
    if (mkfifo(path_.c_str(), 0600) != 0) path_.clear();
  }
  ~Fifo() {
    unlink(path_.c_str());
    rmdir(folder_);
  }
  Fifo(const Fifo&) = delete;
  Fifo& operator=(const Fifo&) = delete;
  const std::string& path() const { return path_; }

 private:
  char folder_[32] = "/tmp/nacre-test-XXXXXX";
  std::string path_;
};

// posix_spawn takes the child lock, and its child shares the parent's memory. The child must release the
// lock before it waits for the FIFO. Otherwise the fallback would wait for the child.
TEST_P(DescriptorWindowOf, FallbackDoesNotWaitForASpawnedChild) {
  const auto& row = GetParam();
  const Fifo fifo;
  ASSERT_FALSE(fifo.path().empty());
  EXPECT_EQ(test::in_child(
                [&] {
                  test::Filter filter;
                  row.refuse(filter, O_CLOEXEC);
                  if (!filter.install()) return kNoFilter;
                  SpawnThatWaits spawn(fifo.path());
                  if (!spawn.waits()) return 98;
                  const Descriptors made = row.make(O_CLOEXEC);
                  return made.empty() ? 1 : spawn.finish();
                },
                20),
            "exit 0");
}

// nacre_secret_alloc takes the child lock too.
TEST(DescriptorWindow, SecretIsAllocatedWhileASpawnedChildWaits) {
  const Fifo fifo;
  ASSERT_FALSE(fifo.path().empty());
  EXPECT_EQ(test::in_child(
                [&] {
                  SpawnThatWaits spawn(fifo.path());
                  if (!spawn.waits()) return 98;
                  void* const secret = nacre_secret_alloc(32, 0);
                  if (secret == nullptr) return 1;
                  nacre_secret_free(secret);
                  return spawn.finish();
                },
                20),
            "exit 0");
}

// sigaction takes musl's abort lock for SIGABRT. The child lock must be a different lock, so that
// sigaction does not wait while another thread makes a descriptor.
TEST(DescriptorWindow, SigactionOfSIGABRTDoesNotWait) {
  NEEDS_SECCOMP_NOTIFICATIONS();
  NEEDS_OLD_CALL(SYS_pipe);
  EXPECT_EQ(test::in_child(
                [] {
                  test::Filter filter;
                  filter.refuse(SYS_pipe2, test::answer(ENOSYS)).refuse_fcntl(F_SETFD, test::kNotify);
                  const int listener = filter.listen();
                  if (listener < 0) return kNoFilter;
                  const SuspendedCalls suspended(listener);
                  std::thread maker([] { test::make_pipe2(O_CLOEXEC); });
                  const std::uint64_t first = suspended.receive();
                  struct sigaction action {};
                  action.sa_handler = SIG_IGN;
                  const int changed = sigaction(SIGABRT, &action, nullptr);
                  suspended.resume(first);
                  suspended.resume(suspended.receive());  // the other end of the pipe
                  maker.join();
                  return changed == 0 ? 0 : 1;
                },
                20),
            "exit 0");
}

// A vfork child shares the child lock with its parent. The filter kills the vfork child when it sets the
// flag, while it holds the lock. Afterwards, the parent must be able to fork.
TEST(DescriptorWindow, KilledVforkChildLeavesNoLock) {
  NEEDS_OLD_CALL(SYS_pipe);
  EXPECT_EQ(test::in_child(
                [] {
                  test::Filter filter;
                  filter.refuse(SYS_pipe2, test::answer(ENOSYS)).refuse_fcntl(F_SETFD, test::kKill);
                  if (!filter.install()) return kNoFilter;
                  static int ends[2];
                  const pid_t child = vfork();
                  if (child == 0) {
                    pipe2(ends, O_CLOEXEC);
                    _exit(0);
                  }
                  int status = 0;
                  if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status) ||
                      WTERMSIG(status) != SIGSYS)
                    return 1;
                  return test::in_child([] { return 0; }) == "exit 0" ? 0 : 2;
                },
                20),
            "exit 0");
}

// A tracer kills the child of posix_spawn before its first instruction, so the child cannot release the
// child lock. Afterwards, the spawner must be able to make descriptors and to fork.
TEST(DescriptorWindow, SpawnedChildKilledAtItsBirthLeavesNoLock) {
  const pid_t spawner = fork();
  if (spawner == 0) {
    alarm(20);
    ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    raise(SIGSTOP);
    std::string path = test::program("open_descriptors"), none = "99";
    char* words[] = {path.data(), none.data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, path.c_str(), nullptr, nullptr, words, nullptr) != 0) _exit(1);
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status)) _exit(2);
    test::Filter filter;
    if (!filter.refuse(SYS_pipe2, test::answer(ENOSYS)).install()) _exit(kNoFilter);
    if (test::make_pipe2(O_CLOEXEC).empty() && test::kHasOlderCalls) _exit(3);
    const pid_t other = _Fork();
    if (other == 0) _exit(0);
    _exit(waitpid(other, &status, 0) == other && status == 0 ? 0 : 4);
  }
  int status = 0;
  ASSERT_EQ(waitpid(spawner, &status, 0), spawner);
  ptrace(PTRACE_SETOPTIONS, spawner, nullptr, PTRACE_O_TRACEVFORK | PTRACE_O_EXITKILL);
  ptrace(PTRACE_CONT, spawner, nullptr, nullptr);
  int killed = 0;
  while (waitpid(spawner, &status, 0) == spawner && WIFSTOPPED(status)) {
    unsigned long child = 0;
    const bool is_birth = status >> 8 == (SIGTRAP | (PTRACE_EVENT_VFORK << 8));
    if (is_birth && ptrace(PTRACE_GETEVENTMSG, spawner, nullptr, &child) == 0) {
      const auto born = static_cast<pid_t>(child);
      killed += kill(born, SIGKILL) == 0;
      // The spawner can wait for the child only after this process, its tracer, has waited for it.
      int end = 0;
      while (waitpid(born, &end, __WALL) == born && !WIFSIGNALED(end)) {
      }
    }
    ptrace(PTRACE_CONT, spawner, nullptr, is_birth ? 0 : WSTOPSIG(status));
  }
  EXPECT_EQ(killed, 1);
  EXPECT_EQ(test::describe(status), "exit 0");
}

std::atomic<int> forks_in_handler;

// A signal handler that interrupts the fallback calls _Fork, while another thread calls posix_spawn. The
// fallback, _Fork and posix_spawn take the child lock, and no thread may wait for it forever.
TEST(DescriptorWindow, HandlerMayForkDuringFallbackAndSpawn) {
  EXPECT_EQ(test::in_child(
                [] {
                  test::Filter filter;
                  filter.refuse(SYS_pipe2, test::answer(ENOSYS)).refuse_accept4();
                  if (!filter.install()) return kNoFilter;
                  std::signal(SIGUSR1, [](int) {
                    const int error = errno;
                    const pid_t child = _Fork();
                    if (child == 0) _exit(0);
                    waitpid(child, nullptr, 0);
                    ++forks_in_handler;
                    errno = error;
                  });
                  constexpr int kForks = 200;
                  const pthread_t me = pthread_self();
                  std::thread sender([me] {
                    for (int sent = 0; sent < kForks; ++sent) {
                      pthread_kill(me, SIGUSR1);
                      while (forks_in_handler <= sent) sched_yield();
                    }
                  });
                  std::thread spawner([] {
                    const std::string path = test::program("open_descriptors");
                    std::string name = path, none = "99";
                    char* words[] = {name.data(), none.data(), nullptr};
                    for (int i = 0; i < 50; ++i) execute(By::spawn, path, words);
                  });
                  while (forks_in_handler < kForks) {
                    if (test::make_pipe2(O_CLOEXEC).empty() && test::kHasOlderCalls) return 1;
                    if (test::make_accept4_of_event_loop(O_CLOEXEC).empty()) return 2;
                  }
                  sender.join();
                  spawner.join();
                  return 0;
                },
                60),
            "exit 0");
}

// dup3 closes the file that its target had before. If this is a socket with SO_LINGER and unsent data,
// the close waits until the peer has read the data or closed the connection.
TEST(DescriptorWindow, Dup3OntoALingeringSocketDoesNotBlockForks) {
  NEEDS_OLD_CALL(SYS_dup2);
  EXPECT_EQ(test::in_child(
                [] {
                  if (!test::Filter().refuse(SYS_dup3, test::answer(ENOSYS)).install()) return kNoFilter;
                  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
                  sockaddr_in address{};
                  address.sin_family = AF_INET;
                  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
                  socklen_t length = sizeof address;
                  auto* const generic = reinterpret_cast<sockaddr*>(&address);
                  if (bind(listener, generic, length) != 0 || listen(listener, 1) != 0) return 97;
                  getsockname(listener, generic, &length);
                  const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
                  const linger lingering{1, 30};
                  if (connect(client, generic, length) != 0) return 96;
                  const int peer = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
                  setsockopt(client, SOL_SOCKET, SO_LINGER, &lingering, sizeof lingering);
                  fcntl(client, F_SETFL, O_NONBLOCK);
                  static char bytes[65536];
                  while (write(client, bytes, sizeof bytes) > 0) {
                  }
                  std::atomic<pid_t> number = 0;
                  std::thread thread([&] {
                    number = gettid();
                    dup3(STDERR_FILENO, client, O_CLOEXEC);
                  });
                  while (number == 0) sched_yield();
                  // The thread waits in close for unsent data. A fork must not wait for the thread.
                  if (!test::waits_in(number, SYS_close)) return 1;
                  if (test::in_child([] { return 0; }) != "exit 0") return 2;
                  close(peer);
                  thread.join();
                  return fcntl(client, F_GETFD) == FD_CLOEXEC ? 0 : 3;
                },
                30),
            "exit 0");
}

// Returns the functions whose fallback closes the window: other threads cannot fork during it.
std::vector<test::DescriptorMaker> functions_with_closed_window() {
  std::vector<test::DescriptorMaker> some;
  for (const auto& row : test::kDescriptorFunctions)
    for (const char* const name :
         {"accept4_of_event_loop", "pipe2", "dup3", "socket", "socketpair", "signalfd"})
      if (row.name == name && row.without == test::Without::works) some.push_back(row);
  return some;
}
INSTANTIATE_TEST_SUITE_P(Each, DescriptorWindowOf, testing::ValuesIn(functions_with_closed_window()),
                         [](const auto& row) { return row.param.name; });

// A waiting accept must not block forks, so its window stays open (docs/descriptors.md).
TEST(DescriptorWindow, WaitingAcceptLeaksAsDocumented) {
  NEEDS_SECCOMP_NOTIFICATIONS();
  EXPECT_EQ(leaked([] { return test::make_accept4(SOCK_CLOEXEC); }, By::fork, Window::open,
                   [](test::Filter& filter) { filter.refuse_accept4(); }),
            "exit " + std::to_string(kLeaked + 1));
}

TEST(DescriptorWindow, WaitingAcceptDoesNotBlockForks) {
  EXPECT_EQ(test::in_child(
                [] {
                  if (!test::Filter().refuse_accept4().install()) return 99;
                  const test::Connected pair;
                  // This call takes the only connection, so the next one waits.
                  const Descriptors first{accept4(pair.listener, nullptr, nullptr, SOCK_CLOEXEC)};
                  std::thread waiter([&] { accept4(pair.listener, nullptr, nullptr, SOCK_CLOEXEC); });
                  waiter.detach();
                  usleep(50000);  // until the thread waits in accept4
                  return test::in_child([] { return 0; }) == "exit 0" ? 0 : 1;
                },
                10),
            "exit 0");
}

// posix_spawn takes the child lock. On a kernel without pipe2, popen also takes it for its pipe, and
// must release it before posix_spawn.
TEST(DescriptorWindow, PopenReleasesTheLockBeforeItSpawns) {
  NEEDS_OLD_CALL(SYS_pipe);
  EXPECT_EQ(test::in_child(
                [] {
                  if (!test::Filter().refuse(SYS_pipe2, test::answer(ENOSYS)).install()) return 99;
                  std::thread([] {}).join();
                  std::atomic<bool> over = false;
                  // While `other` runs, the process has two threads, so musl takes its own locks too.
                  std::thread other([&] { over.wait(false); });
                  std::string path = test::program("open_descriptors"), none = "99";
                  char* words[] = {path.data(), none.data(), nullptr};
                  const int status = execute(By::spawn, path, words);
                  FILE* const stream = popen("exit 3", "re");
                  const int closed = stream == nullptr ? -1 : pclose(stream);
                  const int ran = system("exit 4");
                  over = true;
                  over.notify_all();
                  other.join();
                  return status != 0 ? 1 : WEXITSTATUS(closed) != 3 ? 2 : WEXITSTATUS(ran) != 4 ? 3 : 0;
                },
                10),
            "exit 0");
}

}  // namespace
