// SPDX-License-Identifier: MIT
#pragma once
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <string>

namespace test {

// How a child process ended, in words that a failed comparison shows.
inline std::string describe(int status) {
  if (WIFEXITED(status)) return "exit " + std::to_string(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "status " + std::to_string(status);
}

// Runs `body` in a forked child, whose exit status is what `body` returns. A child that hangs is ended
// by SIGALRM.
template <class Body>
std::string in_child(const Body& body, unsigned seconds = 60) {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGALRM, SIG_DFL);
    alarm(seconds);
    _exit(body());
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  return describe(status);
}

// Runs a program to its end.
inline std::string run_program(const std::string& path, const char* argument) {
  return in_child([&] {
    execl(path.c_str(), path.c_str(), argument, nullptr);
    return 127;
  });
}

}  // namespace test
