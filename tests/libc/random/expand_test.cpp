// SPDX-License-Identifier: MIT
// Tests long draws. They get a 32-byte key through the vDSO and expand it with ChaCha20
// (hazards key-outlives-draw, key-dropped-mid-draw). libc/random/HAZARDS.md explains terms and hazards.
//
// The last page of the output buffer is inaccessible at first. So a draw faults at its first store to
// this page, while its key is in use. The handler of SIGSEGV runs an action of the test and makes the
// page accessible. Then the draw continues.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "libc/random/backend_choice.hpp"
#include "libc/random/lease.hpp"
#include "tests/support/chacha20_model.hpp"
#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/program.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

using nacre::random::StatePool;
using nacre::random::ThreadState;

// Returns whether this process expands keys, which needs a state and vector instructions.
bool expands() {
  return test::have_states() && nacre::random::backend_choice.uses_vdso() &&
         nacre::random::backend_choice.backend() != nullptr;
}
#define NEEDS_EXPANSION() \
  if (!expands()) GTEST_SKIP() << "no vDSO getrandom, or no vector backend"

constexpr size_t kPages = 8;

class Expand : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS_EXPANSION();
    page = static_cast<size_t>(getpagesize());
    length = kPages * page;
    output = static_cast<unsigned char*>(
        mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    mprotect(output + length - page, page, PROT_NONE);
    // The kernel saves the interrupted registers on the handler's stack, and the key may be in them. So
    // the handler has its own stack, which the search for copies of the key leaves out.
    handler_stack = mmap(nullptr, kStack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack{};
    stack.ss_sp = handler_stack;
    stack.ss_size = kStack;
    sigaltstack(&stack, nullptr);
    struct sigaction action {};
    action.sa_sigaction = on_fault;
    action.sa_flags = SA_ONSTACK | SA_SIGINFO | SA_NODEFER;
    sigaction(SIGSEGV, &action, nullptr);
    faults = 0;
  }
  void TearDown() override {
    if (output == nullptr) return;
    std::signal(SIGSEGV, SIG_DFL);
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
    munmap(handler_stack, kStack);
    munmap(output, length);
    output = nullptr;
  }

  // A draw may fault only once, and only in the output. Any other fault ends the process.
  static void on_fault(int, siginfo_t* info, void*) {
    const auto* at = static_cast<unsigned char*>(info->si_addr);
    if (++faults > 1 || at < output || at >= output + length) _exit(9);
    at_fault();
    mprotect(output, length, PROT_READ | PROT_WRITE);
  }

  // Draws `length` bytes. `act` runs in the signal handler, when the draw first stores to the last page.
  static ssize_t draw_with(void (*act)()) {
    at_fault = act;
    return getrandom(output, length, 0);
  }

  static void drop_all() {
    for (const auto& mapping : test::droppable_mappings()) mapping.drop();
  }
  static nacre::random::Key& key_of_this_thread() {
    auto* const state = ThreadState::of_this_thread().pointer();
    return *reinterpret_cast<nacre::random::Key*>(state->bytes + StatePool::key_offset());
  }

  static constexpr size_t kStack = 1 << 20;
  static inline size_t page, length;
  static inline unsigned char* output;
  static inline void* handler_stack;
  static inline void (*at_fault)();
  static inline int faults;
};

using ExpandKey = Expand;
using ExpandKeyDropped = Expand;
using ExpandNestedDraw = Expand;
using ExpandFork = Expand;
using ExpandThreadEnds = Expand;

// The key is dropped while it is in use. The draw must replace all of its output, also the bytes that it
// stored before the drop.
TEST_F(ExpandKeyDropped, DropDuringTheUseOfAKeyIsDetected) {
  static std::array<unsigned char, 64> first;
  ASSERT_EQ(draw_with([] {
              std::memcpy(first.data(), output, first.size());
              drop_all();
            }),
            static_cast<ssize_t>(length));
  EXPECT_EQ(faults, 1);
  EXPECT_NE(std::memcmp(first.data(), output, first.size()), 0) << "the draw was not made again";
  for (size_t number = 0; number < length / 64; ++number) {
    const auto predictable = test::chacha20_block(test::CipherKey{}, test::FirstBlock{}, number);
    ASSERT_NE(std::memcmp(predictable.data(), output + 64 * number, 64), 0)
        << "block " << number << " was expanded from a key of zeros";
  }
}

// The program tests/programs/first_draw.cpp drops the state, and a seccomp filter makes the system call
// fail. So the vDSO cannot seed the state and returns no key. The functions getrandom and arc4random_buf
// cannot use the system call either: getrandom must fail, and arc4random_buf must abort.
TEST_F(ExpandKeyDropped, DrawFailsWithoutAKey) {
  for (const char* error : {"EPERM", "ENOSYS"}) {
    EXPECT_EQ(test::trace_program({test::program("first_draw"), "long", error}).end, "exit 0") << error;
    EXPECT_EQ(test::trace_program({test::program("first_draw"), "long-arc4random", error}).end,
              "signal 6")
        << error;
  }
}

// The key is dropped while it is in use. One system call must then provide the whole output.
TEST_F(ExpandKeyDropped, DrawIsRepeatedBySystemCall) {
  // trace() forks, which zeroes the state. So the vDSO makes a system call too, to seed the state.
  const auto trace =
      test::trace([] { return draw_with(drop_all) == static_cast<ssize_t>(length) ? 0 : 1; });
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.count_by_program(SYS_getrandom), 1u) << "the repeated draw must be one system call";
  EXPECT_GE(trace.count(SYS_getrandom), 2u);
}

TEST_F(ExpandKey, UndisturbedDrawMakesNoSystemCall) {
  // trace() forks a child, in which the state is zeroed. So the vDSO makes a system call to seed it.
  // The libc itself must make none. Draws are longer on machines with larger pages, so fewer draws are
  // made there.
  static const int rounds = static_cast<int>(4096000 / page);
  const auto trace = test::trace([] {
    mprotect(output, length, PROT_READ | PROT_WRITE);
    for (int i = 0; i < rounds; ++i)
      if (getrandom(output, length, 0) != static_cast<ssize_t>(length)) return 1;
    return faults;
  });
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.count_by_program(SYS_getrandom), 0u);
}

// A copy of the thread's key, made during a draw.
std::array<std::uint64_t, 4> seen_key;

// Returns how many words of this process's writable memory equal a word of the key. Ignores the `size`
// bytes at `excluded`.
long copies_of_key(const void* excluded, size_t size) {
  long found = 0;
  std::FILE* maps = std::fopen("/proc/self/maps", "re");
  char line[512];
  while (std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long from = 0, to = 0;
    char mode[8];
    if (std::sscanf(line, "%lx-%lx %7s", &from, &to, mode) != 3 || mode[0] != 'r' || mode[1] != 'w')
      continue;
    const auto hole = reinterpret_cast<std::uintptr_t>(excluded);
    for (auto* word = reinterpret_cast<const std::uint64_t*>(from);
         word < reinterpret_cast<const std::uint64_t*>(to); ++word)
      if (reinterpret_cast<std::uintptr_t>(word) - hole >= size &&
          std::find(seen_key.begin(), seen_key.end(), *word) != seen_key.end())
        ++found;
  }
  std::fclose(maps);
  return found;
}

// The action copies the key and then searches all writable memory for words of the key.
TEST_F(ExpandKey, HasNoCopyInMemoryWhileInUse) {
  static long copies;
  ASSERT_EQ(draw_with([] {
              std::memcpy(seen_key.data(), key_of_this_thread().bytes, sizeof seen_key);
              copies = copies_of_key(handler_stack, kStack);
            }),
            static_cast<ssize_t>(length));
  EXPECT_EQ(faults, 1);
  EXPECT_NE(seen_key[0], 0u) << "there was no key to look for";
  // Only the key itself, behind the state, and its copy in `seen_key` may be found: four words each.
  EXPECT_EQ(copies, 8);
}

TEST_F(ExpandKey, IsErasedAfterTheDraw) {
  ASSERT_EQ(draw_with([] {}), static_cast<ssize_t>(length));
  const auto& key = key_of_this_thread();
  EXPECT_EQ(std::count(std::begin(key.bytes), std::end(key.bytes), 0), 32);
  EXPECT_EQ(key.tag.load(nacre::Order::relaxed), 0u);
}

#if defined(__x86_64__)
// Draws, and stores the contents of all vector registers directly after the draw.
[[gnu::noinline]] bool registers_after_draw(void* output, size_t length, bool zmm, void* registers) {
#define CLEAR_ZMM(n) "vpxord %%zmm" #n ", %%zmm" #n ", %%zmm" #n "\n\t"
#define STORE_ZMM(n) "vmovdqu64 %%zmm" #n ", " #n "*64(%0)\n\t"
#define STORE_XMM(n) "movdqu %%xmm" #n ", " #n "*64(%0)\n\t"
#define SIXTEEN(store)                                                                                \
  store(0) store(1) store(2) store(3) store(4) store(5) store(6) store(7) store(8) store(9) store(10) \
      store(11) store(12) store(13) store(14) store(15)
#define MORE(store)                                                                                   \
  store(16) store(17) store(18) store(19) store(20) store(21) store(22) store(23) store(24) store(25) \
      store(26) store(27) store(28) store(29) store(30) store(31)
  // String functions that were called before use the registers 16 to 31 and do not clear them.
  if (zmm) __asm__ volatile(MORE(CLEAR_ZMM) : :);
  if (getrandom(output, length, 0) != static_cast<ssize_t>(length)) return false;
  if (zmm)
    __asm__ volatile(SIXTEEN(STORE_ZMM) MORE(STORE_ZMM) : : "r"(registers) : "memory");
  else
    __asm__ volatile(SIXTEEN(STORE_XMM) : : "r"(registers) : "memory");
  return true;
}

// A vector register that is not zero could contain a part of the key.
TEST_F(ExpandKey, LeavesAllVectorRegistersZero) {
  const auto* const fastest = nacre::sys::chacha20_backends;
  const bool zmm = nacre::sys::is_usable(*fastest, nacre::sys::vector_features());  // AVX-512
  mprotect(output, length, PROT_READ | PROT_WRITE);
  for (const size_t bytes : {size_t{100}, size_t{256}, size_t{700}, length}) {
    std::vector<unsigned char> registers(32 * 64);
    ASSERT_TRUE(registers_after_draw(output, bytes, zmm, registers.data()));
    const auto set =
        std::find_if(registers.begin(), registers.end(), [](auto byte) { return byte != 0; });
    EXPECT_EQ(set, registers.end()) << "register " << (set - registers.begin()) / 64
                                    << " after a draw of " << bytes << " bytes";
  }
}
#endif

// The handler makes a short and a long draw during a long draw. Both must succeed and leave the key of
// the interrupted draw unchanged.
TEST_F(ExpandNestedDraw, SucceedsAndKeepsTheKeyOfTheOuterDraw) {
  static std::array<unsigned char, 32> before, after;
  static std::array<unsigned char, 300> nested;
  ASSERT_EQ(draw_with([] {
              std::memcpy(before.data(), key_of_this_thread().bytes, 32);
              if (getrandom(nested.data(), 16, 0) != 16) _exit(8);
              if (getrandom(nested.data(), nested.size(), 0) != ssize_t{nested.size()}) _exit(8);
              std::memcpy(after.data(), key_of_this_thread().bytes, 32);
            }),
            static_cast<ssize_t>(length));
  EXPECT_EQ(before, after);
  // All output of the interrupted draw must come from this key.
  test::CipherKey key;
  std::copy(before.begin(), before.end(), key.begin());
  const auto expected = test::expand(key, test::FirstBlock{}, length);
  EXPECT_EQ(std::memcmp(output, expected.data(), length), 0);
}

// The handler forks, and the child returns into the interrupted draw. Parent and child started the draw
// with the same key. No block of their outputs may be equal (hazard page-dropped-mid-draw).
TEST_F(ExpandFork, ParentAndChildGetDifferentBytesAfterForkDuringADraw) {
  static pid_t child;
  static unsigned char* childs_output;
  childs_output = static_cast<unsigned char*>(
      mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const ssize_t drawn = draw_with([] { child = fork(); });
  if (child == 0) {
    std::memcpy(childs_output, output, length);
    _exit(drawn == static_cast<ssize_t>(length) ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(test::describe(status), "exit 0");
  ASSERT_EQ(drawn, static_cast<ssize_t>(length));
  for (size_t at = 0; at < length; at += 64)
    ASSERT_NE(std::memcmp(output + at, childs_output + at, 64), 0)
        << "block " << at / 64 << " is the same in parent and child";
  munmap(childs_output, length);
}

// The handler ends the thread during a long draw. The key must be erased
// (hazard thread-ends-mid-draw).
TEST_F(ExpandThreadEnds, ExitDuringALongDrawLeavesNoKey) {
  static const nacre::random::Key* key;
  key = nullptr;
  const size_t before = test::droppable_bytes();
  pthread_t thread;
  const auto body = [](void*) -> void* {
    stack_t stack{};
    stack.ss_sp = handler_stack;
    stack.ss_size = kStack;
    sigaltstack(&stack, nullptr);
    draw_with([] {
      key = &key_of_this_thread();
      pthread_exit(nullptr);
    });
    return output;
  };
  ASSERT_EQ(pthread_create(&thread, nullptr, body, nullptr), 0);
  void* result = output;
  pthread_join(thread, &result);
  ASSERT_EQ(result, nullptr);
  ASSERT_NE(key, nullptr);
  EXPECT_EQ(std::count(std::begin(key->bytes), std::end(key->bytes), 0), 32);
  EXPECT_EQ(test::droppable_bytes(), before);
}

// Each long draw must get a new key. A key that is kept between calls would outlive a reseed of the
// kernel's generator (hazard bytes-outlive-reseed).
TEST_F(ExpandKey, IsNewForEachCall) {
  static std::array<unsigned char, 32> keys[2];
  static int turn;
  for (turn = 0; turn < 2; ++turn) {
    faults = 0;
    mprotect(output + length - page, page, PROT_NONE);
    ASSERT_EQ(draw_with([] { std::memcpy(keys[turn].data(), key_of_this_thread().bytes, 32); }),
              static_cast<ssize_t>(length));
  }
  EXPECT_NE(keys[0], keys[1]);
}

// Another thread drops all pages continuously. No draw may contain the output of a key of zeros.
TEST(ExpandStorm, ContinuousDropsLeaveNoPredictableByte) {
  NEEDS_EXPANSION();
  static std::atomic<bool> stop;
  stop = false;
  pthread_t dropper;
  const auto drop = [](void*) -> void* {
    const auto mappings = test::droppable_mappings();
    while (!stop)
      for (const auto& mapping : mappings) mapping.drop();
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&dropper, nullptr, drop, nullptr), 0);
  const auto zero_key = test::expand(test::CipherKey{}, test::FirstBlock{}, 4096);
  std::vector<unsigned char> bytes(4096);
  long predictable = 0, short_draws = 0;
  for (int i = 0; i < 20000; ++i) {
    short_draws += getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size());
    for (size_t at = 0; at < bytes.size(); at += 64)
      predictable += std::memcmp(bytes.data() + at, zero_key.data() + at, 16) == 0;
  }
  stop = true;
  pthread_join(dropper, nullptr);
  EXPECT_EQ(predictable, 0);
  EXPECT_EQ(short_draws, 0);
}

class Lengths : public testing::TestWithParam<size_t> {};

// The parameters are lengths around those at which the functions change between vDSO, expansion and
// system call. Each function must fill the whole buffer, and write nothing behind it.
TEST_P(Lengths, AreFilledByEveryFunction) {
  const size_t length = GetParam();
  for (const std::string function : {"getrandom", "getentropy", "arc4random_buf"}) {
    if (function == "getentropy" && length > 256) continue;
    std::vector<unsigned char> first(length + 16, 0xa5), second(length + 16, 0xa5);
    for (auto* bytes : {&first, &second}) {
      if (function == "getrandom") {
        ASSERT_EQ(getrandom(bytes->data(), length, 0), static_cast<ssize_t>(length));
      } else if (function == "getentropy") {
        ASSERT_EQ(getentropy(bytes->data(), length), 0);
      } else {
        arc4random_buf(bytes->data(), length);
      }
    }
    for (size_t i = 0; i < 16; ++i)
      ASSERT_EQ(first[length + i], 0xa5) << function << " wrote behind the buffer";
    // Sixteen bytes of two draws are never equal, at any position.
    for (size_t at = 0; at + 16 <= length; at += 16)
      ASSERT_NE(std::memcmp(first.data() + at, second.data() + at, 16), 0);
    const size_t tail = length - 16;
    ASSERT_NE(std::memcmp(first.data() + tail, second.data() + tail, 16), 0);
  }
}
INSTANTIATE_TEST_SUITE_P(Expand, Lengths,
                         testing::Values(48, 63, 64, 65, 68, 74, 83, 96, 127, 128, 129, 191, 192, 193,
                                         255, 256, 257, 288, 289, 384, 512, 1024, 1791, 1792, 1793, 4096,
                                         65535, 1048577));

}  // namespace
