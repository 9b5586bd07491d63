// SPDX-License-Identifier: MIT
// alternate_stack: tests draws in handlers on small signal stacks. Every draw must fit on the smallest
// stack that the libc accepts, sysconf(_SC_MINSIGSTKSZ). The program also measures how much each kind of
// draw needs. For this, it tries larger and larger stacks, each above a guard page. It makes the
// sigaltstack system call itself, because the libc's function rejects stacks that are too small.
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "tests/stress/memory.hpp"
#include "tests/stress/report.hpp"
#include "tests/support/child.hpp"

namespace {

using namespace stress;

constexpr std::size_t kStep = 16;

unsigned char buffer[4096];
bool failed;

template <std::size_t kLength>
void draw() {
  failed = getrandom(buffer, kLength, 0) != static_cast<ssize_t>(kLength);
}
void nothing() {}

struct Case {
  const char* name;
  void (*act)();
  bool first;  // the first draw of its process
};
constexpr Case kCases[] = {
    {"does nothing", nothing, true},
    {"makes the first draw, of 16 bytes", draw<16>, true},
    {"makes the first draw, of 4,096 bytes", draw<4096>, true},
    {"draws 1 byte", draw<1>, false},
    {"draws 16 bytes", draw<16>, false},
    {"draws 256 bytes", draw<256>, false},
    {"draws 4,096 bytes", draw<4096>, false},
    {"draws by getentropy", [] { failed = getentropy(buffer, 256) != 0; }, false},
    {"draws by arc4random", [] { buffer[0] = static_cast<unsigned char>(arc4random()); }, false},
    {"draws by arc4random_uniform",
     [] { buffer[0] = static_cast<unsigned char>(arc4random_uniform(6)); }, false},
    {"discards all states", [] { failed = nacre_random_discard() != 0; }, false},
};

void (*act)();

// Returns whether the case's handler succeeds on a stack of this size. A handler that needs more crashes
// the child.
bool fits(const Case& tested, std::size_t size) {
  return test::in_child([&] {
           const auto page = static_cast<std::size_t>(getpagesize());
           const std::size_t room = (size + page - 1) / page * page;
           auto* const memory = static_cast<unsigned char*>(
               mmap(nullptr, page + room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
           if (memory == MAP_FAILED || mprotect(memory, page, PROT_NONE) != 0) return 2;
           stack_t stack{};
           stack.ss_sp = memory + page;
           stack.ss_size = size;
           if (syscall(SYS_sigaltstack, &stack, nullptr) != 0) return 3;
           if (!tested.first) draw<16>();
           act = tested.act;
           struct sigaction action {};
           action.sa_handler = [](int) { act(); };
           action.sa_flags = SA_ONSTACK;
           sigaction(SIGUSR1, &action, nullptr);
           raise(SIGUSR1);
           return failed ? 4 : 0;
         }) == "exit 0";
}

}  // namespace

int main() {
  alarm(120);
  Report report;
  const std::size_t least = getauxval(AT_MINSIGSTKSZ);
  if (least == 0) {
    Report::skip("handlers on small stacks", "this kernel does not report AT_MINSIGSTKSZ (Linux 5.14)");
    return report.end();
  }
  const auto smallest = static_cast<std::size_t>(sysconf(_SC_MINSIGSTKSZ));
  for (const Case& tested : kCases) {
    std::size_t size = least / 2 / kStep * kStep;
    while (size < 2 * smallest && !fits(tested, size)) size += kStep;
    report.check(
        size <= smallest && fits(tested, smallest),
        "a handler that %s needs a stack of %zu bytes; it must fit on %zu (AT_MINSIGSTKSZ is %zu)",
        tested.name, size, smallest, least);
  }
  return report.end();
}
