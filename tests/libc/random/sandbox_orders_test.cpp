// SPDX-License-Identifier: MIT
// Tests sandboxes that forbid mmap, rt_sigprocmask and getrandom, each from a certain draw on, in every
// combination (hazard unexpected-system-call in libc/random/HAZARDS.md, which explains draws and
// states). A draw must succeed if the system calls that SECURITY.md documents for it are allowed.
#include <gtest/gtest.h>

#include <cerrno>
#include <string>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"

namespace {

// The draws of the program, in order. The third is the first draw of another thread.
enum { kFirstDraw, kSecondDraw, kOtherThread, kNever };

constexpr const char* kAbortMessage =  // errno 1 is EPERM
    "arc4random: getrandom failed with errno 0001; without random bytes, the process ends\n";

struct Sandbox {
  // kills       a forbidden system call kills the process; if false, the call fails with EPERM
  // arc4random  the program draws by arc4random
  // prepared    the program calls nacre_random_prepare first
  // states      draws use states of the vDSO; if false, each draw is a system call
  bool kills, arc4random, prepared, states;
  // The draw from which on each system call is forbidden. No draw changes the signal mask, so `sigmask`
  // must make no difference.
  int mmap, sigmask, getrandom;

  std::string expected() const;
};

// Returns the promised output and end of the program. The output has a letter for each draw: d if it
// succeeds, r if it fails. Signal 31 is SIGSYS, and signal 6 is SIGABRT.
std::string Sandbox::expected() const {
  std::string letters;
  bool have_states = states;
  bool seeded = prepared && states;
  for (int draw = kFirstDraw; draw <= kOtherThread; ++draw) {
    const bool maps = states && !prepared && draw == kFirstDraw;
    if (maps && mmap <= draw) {
      if (kills) return letters + " signal 31";
      have_states = false;
    }
    // getrandom seeds a new state. Without a state, it makes the draw itself.
    const bool needs_getrandom = !have_states || !seeded || draw == kOtherThread;
    if (needs_getrandom && getrandom <= draw) {
      if (kills) return letters + " signal 31";
      if (arc4random) return letters + kAbortMessage + " signal 6";
      letters += 'r';
      continue;
    }
    seeded = true;
    letters += 'd';
  }
  return letters + " exit 0";
}

class SandboxOrders : public testing::TestWithParam<const char*> {};

TEST_P(SandboxOrders, DrawsSucceedWhereverTheirSystemCallsAreAllowed) {
  const bool have_states = test::have_states();
  const std::string call = GetParam();
  int count = 0;
  for (const bool kills : {true, false})
    for (const bool prepared : {true, false})
      for (const bool states : {true, false})
        for (int forbidden = 0; forbidden < 64; ++forbidden) {  // two bits for each system call
          const Sandbox sandbox{
              kills,         call == "arc4random", prepared,      states && have_states,
              forbidden & 3, forbidden >> 2 & 3,   forbidden >> 4};
          const auto ran = test::run_program(
              {test::program("sandboxed"), call, kills ? "kill" : std::to_string(EPERM),
               prepared ? "yes" : "no", std::to_string(sandbox.mmap), std::to_string(sandbox.sigmask),
               std::to_string(sandbox.getrandom)},
              {states ? "NACRE_RANDOM=" : "NACRE_RANDOM=syscall"});
          EXPECT_EQ(ran.output + " " + ran.end, sandbox.expected())
              << (kills ? "kills" : "EPERM") << (prepared ? ", prepared" : "")
              << (states ? "" : ", no states") << ": mmap from draw " << sandbox.mmap
              << ", rt_sigprocmask from " << sandbox.sigmask << ", getrandom from " << sandbox.getrandom;
          ++count;
        }
  EXPECT_EQ(count, 512);
}

INSTANTIATE_TEST_SUITE_P(Of, SandboxOrders, testing::Values("getrandom", "getentropy", "arc4random"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
