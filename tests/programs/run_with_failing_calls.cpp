// SPDX-License-Identifier: MIT
// run_with_failing_calls [CALL=ERRNO]... -- PROGRAM [ARGUMENT]...: runs a program in a sandbox in which
// the calls fail with the given error numbers. CALL is getrandom, memfd_secret or droppable, which is an
// mmap of droppable memory (MAP_DROPPABLE). Exits with 126 or 127 if the program cannot be run.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/seccomp.hpp"

int main(int argc, char** argv) {
  test::Filter filter;
  int at = 1;
  for (; at < argc && std::string(argv[at]) != "--"; ++at) {
    const std::string word = argv[at], call = word.substr(0, word.find('='));
    const unsigned action = test::answer(std::atoi(word.c_str() + call.size() + 1));
    if (call == "droppable") {
      filter.refuse_droppable(action);
    } else if (call == "getrandom") {
      filter.refuse(SYS_getrandom, action);
#ifdef SYS_memfd_secret
    } else if (call == "memfd_secret") {
      filter.refuse(SYS_memfd_secret, action);
#endif
    } else {
      std::fprintf(
          stderr,
          "run_with_failing_calls: unknown call '%s'; use getrandom, memfd_secret or droppable\n",
          call.c_str());
      return 126;
    }
  }
  if (at + 1 >= argc || !filter.install()) return 126;
  execv(argv[at + 1], argv + at + 1);
  return 127;
}
