// SPDX-License-Identifier: MIT
// descriptors [--accept-then-fcntl | --old-kernel]: a server accepts a million connections. At the
// same time, one thread executes programs by fork and by posix_spawn, and another creates descriptors of
// every kind. Each program may have only its three standard descriptors.
//
// --accept-then-fcntl  calls accept and then fcntl, as programs did without accept4. The executed
//                      programs must then inherit descriptors, which shows that the test can fail.
// --old-kernel         refuses the calls that take flags, as an old kernel does
//
// STRESS_ACCEPTS=n  number of connections (1,000,000)
// STRESS_SECONDS=n  the connections must be made within 3 n seconds (n is 60 by default)
#include <signal.h>
#include <spawn.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include "tests/stress/connections.hpp"
#include "tests/stress/report.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"

namespace {

using namespace stress;

std::atomic<bool> over = false;

int accept_with_flags(int listener) {
  return accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
}
int accept_then_fcntl(int listener) {
  const int fd = accept(listener, nullptr, nullptr);
  if (fd < 0) return fd;
  fcntl(fd, F_SETFD, FD_CLOEXEC);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

// Executes one program after the other. The exit status of each is the number of descriptors that it
// inherited.
class Executions {
 public:
  explicit Executions(std::string path) : path_(std::move(path)) {}
  void run() {
    for (bool by_fork = true; !over; by_fork = !by_fork) count(by_fork ? by_forking() : by_spawning());
  }
  // Programs whose exit status is not a count have failed.
  unsigned long done = 0, leaks = 0, failed = 0;

 private:
  pid_t by_forking() {
    const pid_t child = fork();
    if (child != 0) return child;
    char* words[] = {path_.data(), nullptr};
    execv(path_.c_str(), words);
    _exit(127);
  }
  pid_t by_spawning() {
    pid_t child = -1;
    char* words[] = {path_.data(), nullptr};
    return posix_spawn(&child, path_.c_str(), nullptr, nullptr, words, environ) == 0 ? child : -1;
  }
  void count(pid_t child) {
    int status = 0;
    constexpr int kMostLeaks = 100;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) > kMostLeaks) {
      ++failed;
      return;
    }
    ++done;
    leaks += static_cast<unsigned long>(WEXITSTATUS(status));
  }
  std::string path_;
};

void close_both(const int (&ends)[2]) {
  close(ends[0]);
  close(ends[1]);
}

// Creates and closes one descriptor of each kind. Returns their number.
unsigned long make_others() {
  int ends[2];
  unsigned long made = 0;
  const auto made_one = [&](int fd) {
    made += fd >= 0;
    close(fd);
  };
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) {
    made += 2;
    made_one(fcntl(ends[0], F_DUPFD_CLOEXEC, 100));
    made += dup3(ends[0], ends[1], O_CLOEXEC) >= 0;
    close_both(ends);
  }
  if (socketpair(AF_UNIX, kSocket, 0, ends) == 0) {
    made += 2;
    close_both(ends);
  }
  sigset_t signals;
  sigemptyset(&signals);
  made_one(signalfd(-1, &signals, SFD_CLOEXEC));
  made_one(eventfd(0, EFD_CLOEXEC));
  made_one(epoll_create1(EPOLL_CLOEXEC));
  made_one(inotify_init1(IN_CLOEXEC));
  made_one(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  made_one(memfd_create("storm", MFD_CLOEXEC));
  made_one(open("/dev/null", O_RDONLY | O_CLOEXEC));
  if (FILE* const stream = fopen("/dev/null", "re")) {
    ++made;
    std::fclose(stream);
  }
  return made;
}

bool refuse_calls() {
  return test::Filter()
      .refuse_accept4()
      .refuse(SYS_pipe2, test::answer(ENOSYS))
      .refuse(SYS_dup3, test::answer(ENOSYS))
      .refuse(SYS_signalfd4, test::answer(ENOSYS))
      .refuse_bits(SYS_socket, 1, SOCK_CLOEXEC | SOCK_NONBLOCK, test::answer(EINVAL))
      .refuse_bits(SYS_socketpair, 1, SOCK_CLOEXEC | SOCK_NONBLOCK, test::answer(EINVAL))
      .install();
}

unsigned long setting(const char* name, unsigned long fallback) {
  const char* const text = getenv(name);
  return text == nullptr ? fallback : strtoul(text, nullptr, 10);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  const bool then_fcntl = option == "--accept-then-fcntl", old_kernel = option == "--old-kernel";
  if (argc > 2 || (!option.empty() && !then_fcntl && !old_kernel)) {
    std::fprintf(stderr, "nacre: descriptors [--accept-then-fcntl | --old-kernel]\n");
    return 2;
  }
  const unsigned long wanted = setting("STRESS_ACCEPTS", 1000000);
  const unsigned long seconds = 3 * setting("STRESS_SECONDS", 60);
  alarm(static_cast<unsigned>(seconds) + 60);
  signal(SIGPIPE, SIG_IGN);
  // Closes the descriptors that this program inherited.
  for (int fd = 3; fd < 1024; ++fd) close(fd);

  Report report;
  if (old_kernel && !refuse_calls()) {
    Report::skip("descriptors without calls that take flags", "no seccomp filter can be set");
    return report.end();
  }
  Server server(then_fcntl ? accept_then_fcntl : accept_with_flags);
  Client client(server.address(), wanted);
  Executions executions(test::program("../open_descriptors"));
  unsigned long others = 0;
  const auto begin = std::chrono::steady_clock::now();
  const auto elapsed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  std::thread serving([&] { server.run(); });
  std::thread executing([&] { executions.run(); });
  std::thread connecting([&] { client.run(); });
  std::thread making([&] {
    while (!over) {
      if (!then_fcntl) others += make_others();
      usleep(200);
    }
  });
  double reported = 0;
  while (server.accepted() < wanted && elapsed() < static_cast<double>(seconds)) {
    usleep(10000);
    if (elapsed() < reported + 5) continue;
    reported = elapsed();
    std::fprintf(stderr, "nacre: %llu of %lu accepts in %.0f s\n",
                 static_cast<unsigned long long>(server.accepted()), wanted, reported);
  }
  const double took = elapsed();
  over = true;
  client.stop();
  server.stop();
  for (std::thread* const thread : {&serving, &executing, &connecting, &making}) thread->join();

  const auto accepts = static_cast<unsigned long long>(server.accepted());
  report.check(
      then_fcntl ? executions.leaks > 0 : executions.leaks == 0,
      "%s: %llu accepts and %lu other descriptors in %.1f s, %lu programs executed, %lu leaks%s",
      then_fcntl   ? "accept, then fcntl"
      : old_kernel ? "without calls that take flags"
                   : "accept4",
      accepts, others, took, executions.done, executions.leaks,
      then_fcntl ? " (at least 1 is required)" : " (0 are required)");
  report.check(executions.done > 0 && executions.failed == 0 && (then_fcntl || others > 0),
               "%lu programs were executed, %lu could not be executed", executions.done,
               executions.failed);
  // With an option, only the leaks matter, not the number of connections.
  const unsigned long least = option.empty() ? wanted : 1;
  report.check(accepts >= least, "connections: %llu, at least %lu are required", accepts, least);
  return report.end();
}
