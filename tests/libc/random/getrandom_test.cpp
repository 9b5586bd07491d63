// SPDX-License-Identifier: MIT
// Tests getrandom and getentropy. For unusual flags and lengths, the expected result is that of the
// system call. libc/random/HAZARDS.md explains terms and hazards.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <set>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/droppable.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"

namespace {

// The result of a call, and errno if it failed.
struct Answer {
  long value;
  int error;
  bool operator==(const Answer&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Answer& answer) {
  return out << answer.value << " (errno " << answer.error << ")";
}

Answer ours(void* buffer, size_t length, unsigned flags) {
  errno = 0;
  const long value = getrandom(buffer, length, flags);
  return {value, errno};
}
Answer kernels(void* buffer, size_t length, unsigned flags) {
  errno = 0;
  const long value = syscall(SYS_getrandom, buffer, length, flags);
  return {value, errno};
}

TEST(Getrandom, FillsExactlyTheRequestedBytes) {
  for (size_t length = 0; length <= 4096; ++length) {
    std::vector<unsigned char> first(length + 16, 0xa5), second(length + 16, 0x5a);
    ASSERT_EQ(getrandom(first.data() + 8, length, 0), static_cast<ssize_t>(length));
    ASSERT_EQ(getrandom(second.data() + 8, length, 0), static_cast<ssize_t>(length));
    for (size_t i = 0; i < 8; ++i) {
      ASSERT_EQ(first[i], 0xa5) << "a byte before the buffer was written, length " << length;
      ASSERT_EQ(first[8 + length + i], 0xa5)
          << "a byte behind the buffer was written, length " << length;
    }
    // Two results of fewer than 12 bytes may be equal by chance.
    if (length >= 12) {
      ASSERT_NE(std::memcmp(first.data() + 8, second.data() + 8, length), 0) << "length " << length;
    }
  }
}

TEST(Getrandom, GivesEveryByteValueAsOftenAsExpected) {
  constexpr size_t kDraws = 1 << 16, kBytes = 16;
  std::array<double, 256> seen{};
  unsigned char buffer[kBytes];
  for (size_t i = 0; i < kDraws; ++i) {
    ASSERT_EQ(getrandom(buffer, kBytes, 0), static_cast<ssize_t>(kBytes));
    for (const unsigned char byte : buffer) ++seen[byte];
  }
  const double expected = kDraws * kBytes / 256.0;
  double chi_square = 0;
  for (const double n : seen) chi_square += (n - expected) * (n - expected) / expected;
  // With 255 degrees of freedom, chi-square is outside of these limits in fewer than two of 10^6 runs.
  EXPECT_GT(chi_square, 155);
  EXPECT_LT(chi_square, 375);
}

TEST(Getrandom, NeverReturnsTheSameSixteenBytesTwice) {
  std::set<std::array<unsigned char, 16>> seen;
  std::array<unsigned char, 16> draw{};
  for (int i = 0; i < 200000; ++i) {
    ASSERT_EQ(getrandom(draw.data(), draw.size(), 0), 16);
    ASSERT_TRUE(seen.insert(draw).second) << "call " << i << " returned the bytes of an earlier call";
  }
}

// Most of these flags are invalid. getrandom must then fail with the kernel's error.
TEST(GetrandomFlags, HaveTheResultsOfTheSystemCall) {
  unsigned char buffer[64];
  for (unsigned flags = 0; flags < 64; ++flags)
    EXPECT_EQ(ours(buffer, 16, flags), kernels(buffer, 16, flags)) << "flags " << flags;
  for (unsigned bit = 6; bit < 32; ++bit)
    EXPECT_EQ(ours(buffer, 16, 1U << bit), kernels(buffer, 16, 1U << bit)) << "bit " << bit;
}

TEST(GetrandomLength, HasTheResultsOfTheSystemCall) {
  const auto page = static_cast<size_t>(getpagesize());
  auto* pages = static_cast<unsigned char*>(
      mmap(nullptr, 17 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  ASSERT_EQ(mprotect(pages + 16 * page, page, PROT_NONE), 0);
  // If the length exceeds the buffer, the kernel returns the number of bytes that it has written.
  for (const size_t length : {size_t{0}, size_t{1}, 16 * page, size_t{INT_MAX}, size_t{INT_MAX} + 1,
                              size_t{UINT_MAX} + 2, SIZE_MAX / 2, SIZE_MAX})
    EXPECT_EQ(ours(pages, length, 0), kernels(pages, length, 0)) << "length " << length;
  EXPECT_EQ(ours(nullptr, 0, 0), kernels(nullptr, 0, 0));
  munmap(pages, 17 * page);
}

// The vDSO would crash on a null buffer. Without a vector backend, draws of up to 288 bytes use the
// vDSO.
TEST(GetrandomBadPointer, NullBufferIsEFAULTUnlessLengthIsZero) {
  unsigned char byte;
  ASSERT_EQ(getrandom(&byte, 1, 0), 1);  // gives this thread a state
  for (const size_t length : {size_t{1}, size_t{16}, size_t{288}, size_t{289}, size_t{4096}}) {
    EXPECT_EQ(ours(nullptr, length, 0), (Answer{-1, EFAULT})) << "length " << length;
    EXPECT_EQ(ours(nullptr, length, GRND_NONBLOCK), (Answer{-1, EFAULT})) << "length " << length;
  }
}

TEST(GetrandomErrno, IsUnchangedOnSuccess) {
  unsigned char buffer[512];
  for (const size_t length : {size_t{0}, size_t{1}, size_t{16}, sizeof buffer}) {
    errno = 1234;
    ASSERT_EQ(getrandom(buffer, length, 0), static_cast<ssize_t>(length));
    EXPECT_EQ(errno, 1234) << "length " << length;
  }
}

// In tests/programs/first_draw.cpp, a seccomp filter makes the mmap of the state fail with the given
// error. The draw must succeed by system call and leave errno unchanged.
TEST(GetrandomErrno, IsUnchangedWhenMmapIsRefused) {
  EXPECT_EQ(test::trace_program({test::program("first_draw"), "errno", "EPERM"}).end, "exit 0");
  EXPECT_EQ(test::trace_program({test::program("first_draw"), "errno", "ENOMEM"}).end, "exit 0");
}

// The program draws 4 bytes one million times.
TEST(GetrandomSystemCalls, MillionDrawsMakeOneMmapAndNoSignalMaskCall) {
  NEEDS_VGETRANDOM();
  const auto trace = test::trace_program({test::program("draws"), "1000000", "4"});
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  EXPECT_EQ(trace.count(test::kMapCall), 1u);
  EXPECT_EQ(trace.count_by_program(SYS_getrandom), 0u);
  EXPECT_EQ(trace.count(SYS_rt_sigprocmask), 0u);
}

// The state is dropped before each draw, so each draw must seed it again. A libc that keeps random bytes
// between calls would return these bytes instead (hazard bytes-outlive-reseed).
TEST(GetrandomReseed, NothingIsKeptBetweenCalls) {
  NEEDS_VGETRANDOM();
  constexpr int kDraws = 100;
  unsigned char buffer[16];
  ASSERT_EQ(getrandom(buffer, sizeof buffer, 0), 16);
  const auto mappings = test::droppable_mappings();
  const auto trace = test::trace([&] {
    for (int i = 0; i < kDraws; ++i) {
      for (const auto& mapping : mappings) mapping.drop();
      if (getrandom(buffer, 1 + i % 16, 0) < 1) return 1;
    }
    return 0;
  });
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_GE(trace.count(SYS_getrandom), static_cast<size_t>(kDraws)) << "each draw must be seeded anew";
  EXPECT_EQ(trace.count_by_program(SYS_getrandom), 0u);
}

TEST(Getentropy, FillsUpToItsLimitOf256Bytes) {
  unsigned char buffer[257] = {};
  errno = 77;
  EXPECT_EQ(getentropy(buffer, 256), 0);
  EXPECT_EQ(errno, 77);
  EXPECT_EQ(getentropy(buffer, 0), 0);
  EXPECT_EQ(getentropy(buffer, 257), -1);
  EXPECT_EQ(errno, EIO);
  EXPECT_EQ(getentropy(nullptr, 16), -1);
  EXPECT_EQ(errno, EFAULT);
}

// A sandbox may suppress the system call, which then returns 0 and writes nothing. getentropy must fail;
// tests/programs/first_draw.cpp checks this. arc4random must abort, which is signal 6.
TEST(Getentropy, SuppressedSystemCallIsAnError) {
  EXPECT_EQ(test::trace_program({test::program("first_draw"), "swallowed"}).end, "exit 0");
  EXPECT_EQ(test::trace_program({test::program("first_draw"), "arc4random", "0"}).end, "signal 6");
}

}  // namespace
