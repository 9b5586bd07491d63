// SPDX-License-Identifier: MIT
// Makes getrandom system calls fail with EINTR or return fewer bytes than requested, as when a signal
// arrives. getrandom must return this result. The other random functions must continue until the buffer
// is full. The test runs this program with NACRE_RANDOM=syscall, so each call of a random function makes
// system calls. Exits with 0 if all results are right.
#include <nacre/random.h>
#include <sys/random.h>
#include <ucontext.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <machine.hpp>

#include "tests/support/seccomp.hpp"

namespace {

// The results of the system calls, in order.
constexpr long kAnswers[] = {-EINTR, 3, -EINTR, -EINTR, 1, 5, 1000};
unsigned asked;  // the number of system calls so far

// Handles each trapped call: returns the next result, and fills that many bytes with 0xa0 plus the
// number of the call, counted from 0.
void answer(int, siginfo_t*, void* context) {
  auto& registers = *static_cast<ucontext_t*>(context);
  long result = kAnswers[asked % std::size(kAnswers)];
  const long length = test::trapped_argument(registers, 1);
  if (result > length) result = length;
  if (result > 0)
    std::memset(reinterpret_cast<void*>(test::trapped_argument(registers, 0)), 0xa0 + asked, result);
  ++asked;
  test::answer_trapped(registers, result);
}

// Returns whether the buffer is full, with the bytes of calls 1, 4, 5 and 6 in order. The other calls
// fail.
bool is_filled(const unsigned char* bytes, std::size_t length) {
  for (std::size_t i = 0; i < length; ++i) {
    const unsigned call = i < 3 ? 1 : i < 4 ? 4 : i < 9 ? 5 : 6;
    if (bytes[i] != 0xa0 + call) return false;
  }
  return bytes[length] == 0;
}

}  // namespace

int main() {
  alarm(20);
  struct sigaction action {};
  action.sa_sigaction = answer;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &action, nullptr);
  if (!test::Filter().refuse(SYS_getrandom, SECCOMP_RET_TRAP).install()) return 9;

  constexpr std::size_t kLength = 200;
  unsigned char bytes[kLength + 1] = {};
  errno = 0;
  if (getrandom(bytes, kLength, 0) != -1 || errno != EINTR) return 1;
  errno = 0;
  if (getrandom(bytes, kLength, 0) != 3 || errno != 0 || bytes[3] != 0) return 2;

  asked = 0;
  std::memset(bytes, 0, sizeof bytes);
  arc4random_buf(bytes, kLength);
  if (!is_filled(bytes, kLength) || errno != 0) return 3;
  asked = 0;
  std::memset(bytes, 0, sizeof bytes);
  if (getentropy(bytes, kLength) != 0 || !is_filled(bytes, kLength) || errno != 0) return 4;
  return 0;
}
