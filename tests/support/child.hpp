// SPDX-License-Identifier: MIT
// Runs functions and programs in child processes, and describes how they ended.
#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <string>
#include <vector>

namespace test {

// Describes a status of waitpid as "exit N" or "signal N", for comparisons in tests.
inline std::string describe(int status) {
  if (WIFEXITED(status)) return "exit " + std::to_string(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "status " + std::to_string(status);
}

// Ends this process by SIGKILL, which cannot be blocked, after `seconds`.
inline void kill_after(unsigned seconds) {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  timer_t timer;
  const itimerspec when{{}, {static_cast<time_t>(seconds), 0}};
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) timer_settime(timer, 0, &when, nullptr);
}

// Runs `body` in a forked child, whose exit status is the result of `body`. After `seconds`, SIGALRM
// ends the child. If it blocks signals, SIGKILL ends it five seconds later.
template <class Body>
std::string in_child(const Body& body, unsigned seconds = 60) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGALRM, SIG_DFL);
    alarm(seconds);
    kill_after(seconds + 5);
    _exit(body());
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  return describe(status);
}

// Returns whether vfork shares memory. On some architectures, musl implements vfork by fork.
inline bool vfork_shares_memory() {
  static volatile bool shared = false;
  const pid_t child = vfork();
  if (child == 0) {
    shared = true;
    _exit(0);
  }
  while (waitpid(child, nullptr, 0) < 0) {
  }
  return shared;
}

// How a program ended (see describe), and its output on standard output and standard error.
struct Ran {
  std::string end, output;
};
// Runs the program words[0]. Its output must fit in the buffer of a pipe (64 KiB).
inline Ran run_program(const std::vector<std::string>& words,
                       const std::vector<std::string>& environment) {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) != 0) return {"no pipe", ""};
  Ran ran;
  ran.end = in_child([&] {
    std::vector<char*> argv, env;
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    for (const auto& setting : environment) env.push_back(const_cast<char*>(setting.c_str()));
    argv.push_back(nullptr);
    env.push_back(nullptr);
    dup2(fds[1], STDOUT_FILENO);
    dup2(fds[1], STDERR_FILENO);
    execve(argv[0], argv.data(), env.data());
    return 127;
  });
  close(fds[1]);
  // The program has ended, so all of its output is in the pipe's buffer.
  char text[4096];
  for (ssize_t length; (length = read(fds[0], text, sizeof text)) > 0;)
    ran.output.append(text, static_cast<std::size_t>(length));
  close(fds[0]);
  return ran;
}

// Runs a program with one argument, and returns how it ended.
inline std::string run_program(const std::string& path, const char* argument) {
  return in_child([&] {
    execl(path.c_str(), path.c_str(), argument, nullptr);
    return 127;
  });
}

}  // namespace test
