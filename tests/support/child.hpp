// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <ctime>
#include <string>
#include <vector>

namespace test {

// How a child process ended, in words that a failed comparison shows.
inline std::string describe(int status) {
  if (WIFEXITED(status)) return "exit " + std::to_string(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "status " + std::to_string(status);
}

// Ends this process by a signal that cannot be blocked, after so many seconds.
inline void kill_after(unsigned seconds) {
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  timer_t timer;
  const itimerspec when{{}, {static_cast<time_t>(seconds), 0}};
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) == 0) timer_settime(timer, 0, &when, nullptr);
}

// Runs `body` in a forked child, whose exit status is what `body` returns. A child that hangs is ended
// by SIGALRM; by SIGKILL where it hangs with signals blocked.
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

// On some architectures musl's vfork is fork, whose child has its own memory.
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

// How a program ended, and what it wrote, errors too.
struct Ran {
  std::string end, output;
};
inline Ran run_program(const std::vector<std::string>& words,
                       const std::vector<std::string>& environment) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return {"no pipe", ""};
  Ran ran;
  ran.end = in_child([&] {
    std::vector<char*> argv, env;
    for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
    for (const auto& setting : environment) env.push_back(const_cast<char*>(setting.c_str()));
    argv.push_back(nullptr);
    env.push_back(nullptr);
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execve(argv[0], argv.data(), env.data());
    return 127;
  });
  close(ends[1]);
  // What it wrote waits in the pipe: less than a page, or the program would not have ended.
  char text[4096];
  for (ssize_t length; (length = read(ends[0], text, sizeof text)) > 0;)
    ran.output.append(text, static_cast<std::size_t>(length));
  close(ends[0]);
  return ran;
}

// Runs a program to its end.
inline std::string run_program(const std::string& path, const char* argument) {
  return in_child([&] {
    execl(path.c_str(), path.c_str(), argument, nullptr);
    return 127;
  });
}

}  // namespace test
